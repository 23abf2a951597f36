package io.fixres.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.format.TensorShape;
import io.fixres.contracts.format.TensorType;
import io.fixres.training.checkpoint.TensorFile;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** L2 norm, sum and first values of a tensor in Keras' layout, as the fixture states them. */
record Digest(double l2, double sum, double[] first) {
    static Digest of(float[] values) {
        double squares = 0;
        double sum = 0;
        for (float value : values) {
            squares += (double) value * value;
            sum += value;
        }
        double[] first = new double[Math.min(4, values.length)];
        Arrays.setAll(first, i -> values[i]);
        return new Digest(Math.sqrt(squares), sum, first);
    }

    static Digest of(JsonNode node) {
        double[] first = new double[node.path("first").size()];
        Arrays.setAll(first, i -> node.path("first").get(i).asDouble());
        return new Digest(node.path("l2").asDouble(), node.path("sum").asDouble(), first);
    }

    /** Of a stored variable. */
    static Digest of(Path checkpoint, String name) {
        return of(values(checkpoint, name));
    }

    /** Values of a stored variable. */
    static float[] values(Path checkpoint, String name) {
        try (TensorFile file = TensorFile.open(checkpoint)) {
            long[] shape = file.tensors().get(name).shape();
            FloatBuffer stored =
                    file.read(name, new TensorShape(TensorType.F32, shape)).asFloatBuffer();
            float[] values = new float[stored.remaining()];
            stored.get(values);
            return values;
        }
    }

    /** Greatest difference of the norm, relative to it, and of the first values. */
    double difference(Digest other) {
        double worst = Math.abs(l2 - other.l2) / Math.max(1, Math.abs(other.l2));
        for (int i = 0; i < first.length; i++) {
            worst = Math.max(worst, Math.abs(first[i] - other.first[i]));
        }
        return worst;
    }
}
