package io.fixres.training.checkpoint;

import ai.djl.ndarray.NDArray;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.format.TensorShape;
import io.fixres.contracts.format.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that a run needs to go on bit for bit: tensors as they are, and counters. */
public final class ResumeFile {
    private ResumeFile() {}

    /** Writes the tensors and counters and gives the file's SHA-256. */
    public static String save(Path file, Map<String, NDArray> tensors, Map<String, Long> counters) {
        Map<String, TensorFile.Content> contents = new LinkedHashMap<>();
        tensors.forEach(
                (name, tensor) -> contents.put(name, new TensorFile.Content(shape(tensor), () -> tensor.toByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN))));
        Map<String, String> metadata = new LinkedHashMap<>();
        counters.forEach((name, value) -> metadata.put(name, String.valueOf(value)));
        return TensorFile.write(file, contents, metadata);
    }

    /**
     * Overwrites the tensors and gives the counters.
     *
     * @throws MalformedDocumentException if the file holds other tensors
     */
    public static Map<String, Long> restore(Path file, Map<String, NDArray> tensors) {
        try (TensorFile stored = TensorFile.open(file)) {
            tensors.forEach((name, tensor) -> {
                ByteBuffer bytes = stored.read(name, shape(tensor));
                switch (tensor.getDataType()) {
                    case FLOAT32 -> {
                        FloatBuffer floats = FloatBuffer.allocate(bytes.remaining() / Float.BYTES);
                        floats.put(bytes.asFloatBuffer()).flip();
                        tensor.set(floats);
                    }
                    default -> tensor.set(bytes.asDoubleBuffer());
                }
            });
            Map<String, Long> counters = new LinkedHashMap<>();
            stored.metadata().forEach((name, value) -> counters.put(name, Long.valueOf(value)));
            return counters;
        }
    }

    private static TensorShape shape(NDArray tensor) {
        TensorType type =
                switch (tensor.getDataType()) {
                    case FLOAT32 -> TensorType.F32;
                    case FLOAT64 -> TensorType.F64;
                    default -> throw new IllegalStateException("no resume form for " + tensor.getDataType());
                };
        return new TensorShape(type, tensor.getShape().getShape());
    }
}
