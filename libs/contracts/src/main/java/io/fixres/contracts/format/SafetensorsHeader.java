package io.fixres.contracts.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors file: a little-endian u64 length, then JSON that names each tensor's type, shape and byte
 * range, then the bytes (format of the safetensors library, version 0.4 and later). Tensors are row-major,
 * little-endian, contiguous and do not overlap.
 *
 * @param tensors by name, in the order of their bytes
 * @param metadata the free {@code __metadata__} map
 * @param dataStart offset of the first tensor byte in the file; a multiple of 8
 */
public record SafetensorsHeader(Map<String, Tensor> tensors, Map<String, String> metadata, long dataStart) {
    /** The format's own limit on a header. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    /**
     * One tensor.
     *
     * @param begin first byte, counted from the end of the header
     * @param end one past the last byte
     */
    @SuppressWarnings("ArrayRecordComponent") // shapes are made once and never changed
    public record Tensor(TensorType type, long[] shape, long begin, long end) {
        /** Product of the shape; 1 for a scalar. */
        public long elements() {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tensor t
                    && type == t.type
                    && Arrays.equals(shape, t.shape)
                    && begin == t.begin
                    && end == t.end;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(new Object[] {type, Arrays.hashCode(shape), begin, end});
        }

        @Override
        public String toString() {
            return type + Arrays.toString(shape) + "@" + begin;
        }
    }

    /** Length of the whole file in bytes. */
    public long fileBytes() {
        return dataStart
                + tensors.values().stream().mapToLong(Tensor::end).max().orElse(0);
    }

    /**
     * Lays tensors out one after the other in the order given. Metadata is sorted, so that equal content gives equal bytes
     * in every process.
     */
    public static SafetensorsHeader layout(Map<String, TensorShape> shapes, Map<String, String> metadata) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, TensorShape> entry : shapes.entrySet()) {
            long bytes = entry.getValue().bytes();
            tensors.put(
                    entry.getKey(),
                    new Tensor(entry.getValue().type(), entry.getValue().shape(), offset, offset + bytes));
            offset += bytes;
        }
        SafetensorsHeader unplaced = new SafetensorsHeader(tensors, new TreeMap<>(metadata), 0);
        return new SafetensorsHeader(unplaced.tensors(), unplaced.metadata(), unplaced.encode().length);
    }

    /** The length prefix and the JSON, padded with spaces to a multiple of 8 bytes. */
    public byte[] encode() {
        ObjectNode json = Json.mapper().createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode meta = json.putObject("__metadata__");
            metadata.forEach(meta::put);
        }
        tensors.forEach((name, tensor) -> {
            ObjectNode node = json.putObject(name);
            node.put("dtype", tensor.type().name());
            Arrays.stream(tensor.shape()).forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
        });
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + 7) / 8 * 8;
        ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(text);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.array();
    }

    /**
     * Bytes of the header, read from the first 8 bytes of a file.
     *
     * @throws MalformedDocumentException if the length is beyond the format's limit
     */
    public static int headerBytes(byte[] firstEight) {
        long length = ByteBuffer.wrap(firstEight).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw new MalformedDocumentException(
                    "not a safetensors file: its header length is " + length + ", the format allows 2 to "
                            + MAX_HEADER_BYTES,
                    null);
        }
        return 8 + (int) length;
    }

    /**
     * Reads the header at the start of a file.
     *
     * @param file at least the header; bytes after it are not looked at
     * @param fileBytes length of the whole file, against which the byte ranges are checked
     * @throws MalformedDocumentException if it is not a safetensors header or its ranges do not fit shapes or file
     */
    public static SafetensorsHeader decode(byte[] file, long fileBytes) {
        if (file.length < 8) {
            throw new MalformedDocumentException("not a safetensors file: it has " + file.length + " bytes", null);
        }
        int dataStart = headerBytes(file);
        if (dataStart > file.length) {
            throw new MalformedDocumentException("the safetensors header is cut off", null);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        parse(file, dataStart).properties().forEach(field -> {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
            } else {
                tensors.put(field.getKey(), tensor(field.getKey(), field.getValue(), fileBytes - dataStart));
            }
        });
        return new SafetensorsHeader(tensors, metadata, dataStart);
    }

    private static JsonNode parse(byte[] file, int dataStart) {
        try {
            return Json.mapper().readTree(file, 8, dataStart - 8);
        } catch (IOException e) {
            throw new MalformedDocumentException("the safetensors header is not JSON", e);
        }
    }

    private static Tensor tensor(String name, JsonNode node, long dataBytes) {
        TensorType type;
        try {
            type = TensorType.valueOf(node.path("dtype").asText());
        } catch (IllegalArgumentException e) {
            throw new MalformedDocumentException(
                    "tensor '" + name + "' has the type '" + node.path("dtype").asText() + "', but only "
                            + Arrays.toString(TensorType.values()) + " are read",
                    e);
        }
        JsonNode dims = node.path("shape");
        long[] shape = new long[dims.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dims.get(i).asLong(-1);
        }
        Tensor tensor = new Tensor(
                type,
                shape,
                node.path("data_offsets").path(0).asLong(-1),
                node.path("data_offsets").path(1).asLong(-1));
        boolean fits = tensor.begin() >= 0
                && tensor.end() <= dataBytes
                && Arrays.stream(shape).allMatch(d -> d >= 0)
                && tensor.end() - tensor.begin() == tensor.elements() * type.bytes();
        if (!fits) {
            throw new MalformedDocumentException(
                    "tensor '" + name + "' " + tensor + " does not fit its byte range or the file", null);
        }
        return tensor;
    }
}
