package io.fixres.training.evaluation;

import io.fixres.training.checkpoint.NetworkState;
import io.fixres.training.network.Layer;
import io.fixres.training.network.Variable;
import io.fixres.training.network.VariableKind;

/** The last layer of a network, computed in double precision. */
final class LinearClassifier {
    private final float[] kernel;
    private final float[] bias;
    private final int features;

    private LinearClassifier(float[] kernel, float[] bias) {
        this.kernel = kernel;
        this.bias = bias;
        this.features = kernel.length / bias.length;
    }

    static LinearClassifier of(NetworkState state) {
        Layer.Dense layer = state.network().classifier();
        return new LinearClassifier(values(state, layer, VariableKind.KERNEL), values(state, layer, VariableKind.BIAS));
    }

    private static float[] values(NetworkState state, Layer layer, VariableKind kind) {
        Variable variable = state.network().parameters().stream()
                .filter(v -> v.layer().equals(layer.name()) && v.kind() == kind)
                .findFirst()
                .orElseThrow();
        return state.tensor(variable).toFloatArray();
    }

    /** Logits of features, both row by row. */
    float[] logits(float[] rows) {
        int n = rows.length / features;
        float[] logits = new float[n * bias.length];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < bias.length; c++) {
                double sum = bias[c];
                for (int k = 0; k < features; k++) {
                    sum += (double) kernel[c * features + k] * rows[i * features + k];
                }
                logits[i * bias.length + c] = (float) sum;
            }
        }
        return logits;
    }
}
