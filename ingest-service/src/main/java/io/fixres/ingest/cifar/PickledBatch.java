package io.fixres.ingest.cifar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A batch out of a pickled dictionary: {@code data}, uint8 of n x 3,072, and {@code labels}, n whole numbers. */
final class PickledBatch {
    private final PickleValues.NdArray data;
    private final List<Object> labels;

    private PickledBatch(PickleValues.NdArray data, List<Object> labels) {
        this.data = data;
        this.labels = labels;
    }

    static PickledBatch read(byte[] pickle) throws RefusedPickleException {
        Map<String, Object> fields = dictionary(pickle);
        if (!(fields.get("data") instanceof PickleValues.NdArray data)
                || !(fields.get("labels") instanceof List<?> labels)) {
            throw new RefusedPickleException(
                    "it has the keys " + fields.keySet() + ", but a batch has an array 'data' and a list 'labels'");
        }
        if (data.rows() != labels.size() || data.columns() != CifarReader.PIXELS) {
            throw new RefusedPickleException("'data' is " + data.rows() + " x " + data.columns() + " and there are "
                    + labels.size() + " labels, but a batch has one row of " + CifarReader.PIXELS
                    + " values for each label");
        }
        return new PickledBatch(data, List.copyOf(labels));
    }

    static List<String> readNames(byte[] pickle) throws RefusedPickleException {
        if (!(dictionary(pickle).get("label_names") instanceof List<?> found)) {
            throw new RefusedPickleException("it has no list 'label_names'");
        }
        List<String> names = new ArrayList<>();
        for (Object name : found) {
            names.add(PickleValues.text(name));
        }
        return names;
    }

    private static Map<String, Object> dictionary(byte[] pickle) throws RefusedPickleException {
        if (new PickleReader(pickle).read() instanceof PickleValues.Dictionary dictionary) {
            return dictionary.entries();
        }
        throw new RefusedPickleException("it does not hold a dictionary");
    }

    int size() {
        return labels.size();
    }

    /** The label of a row, or -1 if it is not a whole number of a byte. */
    int label(int row) {
        return labels.get(row) instanceof Integer label && label >= 0 && label < 256 ? label : -1;
    }

    /** Red, green and blue plane of a row. */
    byte[] planes(int row) {
        return data.row(row);
    }
}
