package io.fixres.report.picture;

import io.fixres.contracts.format.BatchRecord;
import io.fixres.contracts.format.BatchRecordFormat;
import io.fixres.contracts.format.SafetensorsHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Some pictures of one phase exactly as the trainer got them, in the form of a batch record.
 *
 * @param record pixels, labels and positions
 */
public record PictureSample(BatchRecord record) {
    /** Pictures that a page shows of a phase. */
    public static final int WANTED = 12;

    /** Bytes of pixels that are kept of a phase; one picture at least. */
    private static final int MOST_BYTES = 2 << 20;

    /** Pictures that are kept of a phase that trains at a resolution. */
    public static int wanted(int resolution) {
        return Math.max(1, Math.min(WANTED, MOST_BYTES / (resolution * resolution * 3)));
    }

    /** Reads what {@link #join} wrote, or any batch record. */
    public static PictureSample read(byte[] safetensors) {
        return new PictureSample(BatchRecordFormat.read(safetensors));
    }

    /**
     * The first pictures of some records of one resolution as one record.
     *
     * @param most pictures
     */
    public static byte[] join(List<BatchRecord> records, int most) {
        int resolution = records.get(0).height();
        int bytes = resolution * resolution * 3;
        List<Long> labels = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(most, bytes));
        for (BatchRecord record : records) {
            for (int i = 0; i < record.labels().length && labels.size() < most; i++) {
                labels.add(record.labels()[i]);
                positions.add(record.positions()[i]);
                pixels.put(record.pixels().slice(i * bytes, bytes));
            }
        }
        SafetensorsHeader header = BatchRecordFormat.header(labels.size(), resolution);
        byte[] head = header.encode();
        ByteBuffer file = ByteBuffer.allocate((int) header.fileBytes()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(head);
        labels.forEach(file::putLong);
        positions.forEach(file::putLong);
        return file.put(pixels.flip()).array();
    }

    /** Number of pictures. */
    public int count() {
        return record.labels().length;
    }

    /** Height and width in pixels. */
    public int resolution() {
        return record.height();
    }

    /** Class of a picture. */
    public int label(int index) {
        return (int) record.labels()[index];
    }

    /**
     * A picture as PNG, every pixel as the trainer got it.
     *
     * @throws IndexOutOfBoundsException if there is no such picture
     */
    public byte[] png(int index) {
        int size = record.height() * record.width();
        BufferedImage image = new BufferedImage(record.width(), record.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = new byte[size * 3];
        record.pixels().get(java.util.Objects.checkIndex(index, count()) * rgb.length, rgb);
        int[] packed = new int[size];
        Arrays.setAll(packed, i -> (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF));
        image.setRGB(0, 0, record.width(), record.height(), packed, 0, record.width());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return png.toByteArray();
    }
}
