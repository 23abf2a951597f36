package io.fixres.contracts.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The value of a batch record: a safetensors file with {@code images} U8 [n, height, width, 3] (RGB), {@code labels} I64
 * [n] and {@code positions} I64 [n].
 */
public final class BatchRecordFormat {
    public static final String IMAGES = "images";
    public static final String LABELS = "labels";
    public static final String POSITIONS = "positions";

    /** How many bytes of pixels a record aims at; one image at least. */
    public static final int TARGET_BYTES = 900 * 1024;

    /** The header of a record of any number and size of images is shorter. */
    private static final int MOST_HEADER_BYTES = 4096;

    private BatchRecordFormat() {}

    /** Images that a record of this resolution holds at most. */
    public static int maxImages(int resolution) {
        return Math.max(1, TARGET_BYTES / (resolution * resolution * 3));
    }

    /** The header of a record of n square images. Labels and positions come first, so that pixels end the record. */
    public static SafetensorsHeader header(int n, int resolution) {
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        shapes.put(LABELS, new TensorShape(TensorType.I64, n));
        shapes.put(POSITIONS, new TensorShape(TensorType.I64, n));
        shapes.put(IMAGES, new TensorShape(TensorType.U8, n, resolution, resolution, 3));
        return SafetensorsHeader.layout(shapes, Map.of());
    }

    /** Reads a record; the pixels are a view into the value. */
    public static BatchRecord read(byte[] value) {
        return read(ByteBuffer.wrap(value));
    }

    /** Reads a record from a buffer's position to its limit; the pixels are a view into it. */
    public static BatchRecord read(ByteBuffer value) {
        byte[] start = new byte[Math.min(value.remaining(), MOST_HEADER_BYTES)];
        value.get(value.position(), start);
        SafetensorsHeader header = SafetensorsHeader.decode(start, value.remaining());
        SafetensorsHeader.Tensor images = require(header, IMAGES, TensorType.U8, 4);
        SafetensorsHeader.Tensor labels = require(header, LABELS, TensorType.I64, 1);
        SafetensorsHeader.Tensor positions = require(header, POSITIONS, TensorType.I64, 1);
        long n = images.shape()[0];
        if (labels.shape()[0] != n || positions.shape()[0] != n || images.shape()[3] != 3) {
            throw new io.fixres.contracts.MalformedDocumentException(
                    "a batch record has " + images + " images, " + labels + " labels and " + positions + " positions",
                    null);
        }
        return new BatchRecord(
                slice(value, header, images),
                longs(slice(value, header, labels)),
                longs(slice(value, header, positions)),
                (int) images.shape()[1],
                (int) images.shape()[2]);
    }

    /** CRC-32C of a value as 8 hexadecimal digits. */
    public static String crc32c(byte[] value) {
        return crc32c(ByteBuffer.wrap(value));
    }

    /** CRC-32C of what is between a buffer's position and its limit, as 8 hexadecimal digits. */
    public static String crc32c(ByteBuffer value) {
        CRC32C crc = new CRC32C();
        crc.update(value.duplicate());
        return String.format("%08x", crc.getValue());
    }

    private static SafetensorsHeader.Tensor require(SafetensorsHeader header, String name, TensorType type, int rank) {
        SafetensorsHeader.Tensor tensor = header.tensors().get(name);
        if (tensor == null || tensor.type() != type || tensor.shape().length != rank) {
            throw new io.fixres.contracts.MalformedDocumentException(
                    "a batch record needs '" + name + "' of type " + type + " and rank " + rank + " but has " + tensor,
                    null);
        }
        return tensor;
    }

    private static ByteBuffer slice(ByteBuffer value, SafetensorsHeader header, SafetensorsHeader.Tensor tensor) {
        int from = value.position() + (int) (header.dataStart() + tensor.begin());
        return value.slice(from, (int) (tensor.end() - tensor.begin())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long[] longs(ByteBuffer bytes) {
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }
}
