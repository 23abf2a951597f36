package io.fixres.training;

import ai.djl.ndarray.NDArray;
import io.fixres.training.network.Variable;
import java.util.List;
import java.util.Locale;

/** Remembers which layer had the largest gradient, for the message when a run goes wrong. */
final class GradientWatch {
    private final List<Variable> parameters;
    private String last = "no step was looked at before";

    GradientWatch(List<Variable> parameters) {
        this.parameters = parameters;
    }

    /**
     * Looks at a step.
     *
     * @param squares squared L2 norm of the gradient of each parameter; reading it waits for the device
     */
    void look(NDArray squares, long step) {
        float[] values = squares.toFloatArray();
        int largest = 0;
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                last = "the gradient of '" + parameters.get(i).name() + "' was not a number at step " + step
                        + "; before, " + last;
                return;
            }
            largest = values[i] > values[largest] ? i : largest;
        }
        last = String.format(
                Locale.ROOT,
                "the largest gradient was that of '%s' (L2 norm %.3g at step %d)",
                parameters.get(largest).name(),
                Math.sqrt(values[largest]),
                step);
    }

    /** What is known. */
    String largest() {
        return last;
    }
}
