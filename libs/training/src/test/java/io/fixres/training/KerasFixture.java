package io.fixres.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.format.TensorShape;
import io.fixres.contracts.format.TensorType;
import io.fixres.training.checkpoint.TensorFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Keras computed for a network whose weights are a formula; {@code -Dfixture=FILE} names another file. */
record KerasFixture(JsonNode json) {
    static KerasFixture read() {
        String file = System.getProperty("fixture");
        try (InputStream in = file == null || file.isEmpty()
                ? KerasFixture.class.getResourceAsStream("keras-resnet50v2.json")
                : Files.newInputStream(Path.of(file))) {
            return new KerasFixture(Json.mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the fixture", e);
        }
    }

    String seed() {
        return json.path("seed").asText();
    }

    /** Names and shapes in Keras' order and layout. */
    Map<String, long[]> variables() {
        Map<String, long[]> variables = new LinkedHashMap<>();
        for (JsonNode variable : json.path("variables")) {
            long[] shape = new long[variable.path("shape").size()];
            for (int d = 0; d < shape.length; d++) {
                shape[d] = variable.path("shape").get(d).asLong();
            }
            variables.put(variable.path("name").asText(), shape);
        }
        return variables;
    }

    /** Classes of the head. */
    int classes() {
        return (int) variables().get("head/bias")[0];
    }

    /** Writes the formula's weights as a file that Keras' names and layout make loadable. */
    void writeWeights(Path file, Map<String, String> metadata) {
        Map<String, TensorFile.Content> contents = new LinkedHashMap<>();
        variables()
                .forEach((name, shape) -> contents.put(
                        name,
                        new TensorFile.Content(
                                new TensorShape(TensorType.F32, shape),
                                () -> bytes(FixtureFormula.weight(seed(), name, shape)))));
        TensorFile.write(file, contents, metadata);
    }

    ImageBatch batch(String tag, int n, int size) {
        return FixtureFormula.batch(seed(), tag, n, size, classes());
    }

    private static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
