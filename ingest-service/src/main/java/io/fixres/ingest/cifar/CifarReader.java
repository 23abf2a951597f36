package io.fixres.ingest.cifar;

import io.fixres.imaging.ImageEncoder;
import io.fixres.ingest.layout.ClassLabel;
import io.fixres.ingest.layout.SamplePlace;
import io.fixres.ingest.source.RejectedSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * Reads one file of CIFAR-10. A binary record is a label byte and 3,072 bytes of pixels: the red, then the green, then the
 * blue plane of 32 x 32, row by row; pickled batches hold the same planes in a NumPy array. Pictures are stored as PNG, so
 * no value changes.
 */
public final class CifarReader {
    static final int SIZE = 32;
    static final int PLANE = SIZE * SIZE;
    static final int PIXELS = 3 * PLANE;
    static final int CLASSES = 10;

    /** Learns the names of class numbers. */
    @FunctionalInterface
    public interface ClassNamesUser {
        /** One class. */
        void name(int number, String name);
    }

    /** A picture with its class number. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Picture(int label, byte[] png) {
        /** Where it belongs: both archives give the same places, so that they are one dataset. */
        public SamplePlace place(CifarFile file, int index) {
            CifarFile.Batch batch = (CifarFile.Batch) file;
            return new SamplePlace(
                    new ClassLabel.Numbered(label, Optional.empty()),
                    "%s-%05d.png".formatted(batch.name(), index),
                    Optional.of(batch.split()));
        }
    }

    private final String path;
    private final int maxFileBytes;
    private final ClassNamesUser names;

    /**
     * Of a file.
     *
     * @param path for messages
     * @param maxFileBytes of a pickle, which is held in memory whole
     */
    public CifarReader(String path, int maxFileBytes, ClassNamesUser names) {
        this.path = path;
        this.maxFileBytes = maxFileBytes;
        this.names = names;
    }

    /**
     * Reads the file; pictures come with their number within the batch, from 0.
     *
     * @return false if it only has the name of a file of CIFAR-10 and is no pickle
     * @throws RejectedSourceException if it is damaged or asks for what a data set has no need of
     */
    public boolean read(CifarFile file, InputStream content, ObjIntConsumer<Picture> pictures) throws IOException {
        if (file.pickled()) {
            return readPickle(file, content, pictures);
        }
        if (file instanceof CifarFile.Batch) {
            readRecords(content, pictures);
        } else {
            readNames(List.of(new String(limited(content), StandardCharsets.UTF_8).split("\\R")));
        }
        return true;
    }

    private void readRecords(InputStream content, ObjIntConsumer<Picture> pictures) throws IOException {
        for (int index = 0; ; index++) {
            byte[] record = content.readNBytes(1 + PIXELS);
            if (record.length == 0) {
                return;
            }
            if (record.length <= PIXELS) {
                throw new RejectedSourceException(path + " ends within record " + index
                        + ": a batch of CIFAR-10 has 3073 bytes a record; download the archive again");
            }
            pictures.accept(picture(index, record[0] & 255, record, 1), index);
        }
    }

    private boolean readPickle(CifarFile file, InputStream content, ObjIntConsumer<Picture> pictures)
            throws IOException {
        byte[] bytes = limited(content);
        if (!PickleReader.isPickle(bytes)) {
            return false;
        }
        try {
            if (file instanceof CifarFile.Batch) {
                PickledBatch batch = PickledBatch.read(bytes);
                for (int index = 0; index < batch.size(); index++) {
                    pictures.accept(picture(index, batch.label(index), batch.planes(index), 0), index);
                }
            } else {
                readNames(PickledBatch.readNames(bytes));
            }
        } catch (RefusedPickleException e) {
            throw new RejectedSourceException(
                    path + " is not read: " + e.getMessage() + "; a pickle may run any code, so only what a batch of"
                            + " CIFAR-10 consists of is obeyed",
                    e);
        }
        return true;
    }

    private byte[] limited(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(maxFileBytes + 1);
        if (bytes.length > maxFileBytes) {
            throw new RejectedSourceException(path + " has more than max-file-bytes " + maxFileBytes
                    + ": a batch of CIFAR-10 has 31 MB; raise fixres.ingest.max-file-bytes");
        }
        return bytes;
    }

    private void readNames(List<String> found) {
        int number = 0;
        for (String name : found) {
            if (name.isBlank()) {
                continue;
            }
            if (number >= CLASSES || !ClassLabel.isName(name.strip())) {
                throw new RejectedSourceException(path + " names class " + number + " '" + name
                        + "': CIFAR-10 has 10 classes with plain names; download the archive again");
            }
            names.name(number++, name.strip());
        }
    }

    private Picture picture(int index, int label, byte[] planes, int at) {
        if (label < 0 || label >= CLASSES) {
            throw new RejectedSourceException(path + ": record " + index + " has label " + label
                    + ", but CIFAR-10 has labels 0 to 9; is this another data set, or damaged?");
        }
        byte[] rgb = new byte[PIXELS];
        for (int pixel = 0; pixel < PLANE; pixel++) {
            rgb[3 * pixel] = planes[at + pixel];
            rgb[3 * pixel + 1] = planes[at + PLANE + pixel];
            rgb[3 * pixel + 2] = planes[at + 2 * PLANE + pixel];
        }
        return new Picture(label, ImageEncoder.png(rgb, SIZE, SIZE));
    }
}
