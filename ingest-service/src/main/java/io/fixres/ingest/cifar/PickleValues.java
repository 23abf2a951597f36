package io.fixres.ingest.cifar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the pickles of CIFAR-10 are made of, apart from bytes, texts, whole numbers and lists. */
final class PickleValues {
    private PickleValues() {}

    /** Python's None, which a Java collection may not hold as null. */
    enum None {
        NONE
    }

    /** A tuple. */
    record Tuple(List<Object> items) {}

    /** The few names that may be loaded; nothing else is. */
    enum Name {
        RECONSTRUCT,
        NDARRAY,
        DTYPE,
        ENCODE;

        static Name of(String module, String name) throws RefusedPickleException {
            return switch (module + "." + name) {
                // NumPy 1 and NumPy 2
                case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct" -> RECONSTRUCT;
                case "numpy.ndarray" -> NDARRAY;
                case "numpy.dtype" -> DTYPE;
                case "_codecs.encode" -> ENCODE;
                default ->
                    throw new RefusedPickleException(
                            "it asks for '" + module + "." + name + "', and only NumPy's arrays may be loaded");
            };
        }
    }

    /** A dictionary with texts as keys. */
    static final class Dictionary {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        void put(Object key, Object value) throws RefusedPickleException {
            entries.put(text(key), value);
        }

        Map<String, Object> entries() {
            return entries;
        }
    }

    /** An element type; only bytes are read. */
    record Dtype(String code) {}

    /** An array of two dimensions, filled by its state. */
    static final class NdArray {
        private int rows;
        private int columns;
        private boolean fortran;
        private byte[] bytes = {};

        /** The state as NumPy writes it: version, shape, type, whether columns come first, bytes. */
        void fill(List<Object> state) throws RefusedPickleException {
            if (state.size() != 5
                    || !(state.get(1) instanceof Tuple shape)
                    || shape.items().size() != 2
                    || !(shape.items().get(0) instanceof Integer height)
                    || !(shape.items().get(1) instanceof Integer width)
                    || !(state.get(2) instanceof Dtype type)
                    || !(state.get(3) instanceof Boolean columnsFirst)
                    || !(state.get(4) instanceof byte[] content)) {
                throw new RefusedPickleException("it holds an array that is not one of two dimensions");
            }
            if (!type.code().equals("u1") || height < 0 || width < 0 || (long) height * width != content.length) {
                throw new RefusedPickleException("it holds an array of " + height + " x " + width + " '" + type.code()
                        + "' in " + content.length + " bytes, but a batch has uint8 ('u1')");
            }
            rows = height;
            columns = width;
            fortran = columnsFirst;
            bytes = content;
        }

        int rows() {
            return rows;
        }

        int columns() {
            return columns;
        }

        byte[] row(int row) {
            if (!fortran) {
                return Arrays.copyOfRange(bytes, row * columns, (row + 1) * columns);
            }
            byte[] values = new byte[columns];
            for (int column = 0; column < columns; column++) {
                values[column] = bytes[column * rows + row];
            }
            return values;
        }
    }

    /** A text, which Python 2 wrote as bytes. */
    static String text(Object value) throws RefusedPickleException {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        throw new RefusedPickleException("it has " + value.getClass().getSimpleName() + " where a text must be");
    }
}
