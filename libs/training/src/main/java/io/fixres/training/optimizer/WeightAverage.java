package io.fixres.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.fixres.training.network.ScriptText;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.util.ArrayList;
import java.util.List;

/**
 * Exponential moving average of parameters: after each step {@code average += (1 - decay) (parameter - average)}; the first
 * step copies, as PyTorch's {@code get_ema_multi_avg_fn} and Keras' {@code use_ema} do. Closing frees it.
 */
public final class WeightAverage implements AutoCloseable {
    private final NDManager manager;
    private final Script script;
    private final List<NDArray> parameters;
    private final List<NDArray> averages = new ArrayList<>();

    /** Of these parameters, which stay their owner's. */
    public WeightAverage(double decay, List<NDArray> parameters, TorchDevice device) {
        this.parameters = List.copyOf(parameters);
        this.manager = device.newManager();
        this.script = Script.load(script(decay, parameters.size()), device);
        for (NDArray parameter : parameters) {
            averages.add(manager.zeros(parameter.getShape()));
        }
    }

    private static String script(double decay, int parameters) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parameters; i++) {
            body.append("    e").append(i).append(" = torch.add_(e[").append(i).append("], torch.sub(torch.detach(p[");
            body.append(i)
                    .append("]), e[")
                    .append(i)
                    .append("]), alpha=")
                    .append(1 - decay)
                    .append(")\n");
        }
        body.append("    return e[0]\n");
        return ScriptText.module("p: List[Tensor],\n    e: List[Tensor]", "Tensor", body.toString());
    }

    /**
     * After a step.
     *
     * @param steps of the optimizer so far, at least 1
     */
    public void update(long steps) {
        if (steps == 1) {
            copy(parameters, averages);
        } else {
            script.call(Script.many("p", parameters), Script.many("e", averages))
                    .close();
        }
    }

    /** Makes the averages the parameters, unless there was no step. */
    public void apply(long steps) {
        if (steps > 0) {
            copy(averages, parameters);
        }
    }

    /** The averages, live. */
    public NDList averages() {
        return new NDList(averages);
    }

    private static void copy(List<NDArray> from, List<NDArray> to) {
        for (int i = 0; i < from.size(); i++) {
            from.get(i).copyTo(to.get(i));
        }
    }

    @Override
    public void close() {
        script.close();
        manager.close();
    }
}
