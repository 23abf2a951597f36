package io.fixres.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.fixres.contracts.recipe.OptimizerSpec;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.util.ArrayList;
import java.util.List;

/** Changes parameters by their gradients. Owns its moments; closing frees them. */
public final class Optimizer implements AutoCloseable {
    private final OptimizerSpec spec;
    private final NDManager manager;
    private final Script script;
    private final List<NDArray> parameters;
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private long steps;

    /**
     * A fresh optimizer: moments are zero, no step is done.
     *
     * @param groups one for each parameter
     */
    public Optimizer(OptimizerSpec spec, List<NDArray> parameters, List<ParameterGroup> groups, TorchDevice device) {
        this.spec = spec;
        this.parameters = List.copyOf(parameters);
        this.manager = device.newManager();
        this.script = Script.load(OptimizerScript.of(spec, groups), device);
        for (NDArray parameter : parameters) {
            Shape shape = parameter.getShape();
            first.add(manager.zeros(usesFirst() ? shape : new Shape(0)));
            second.add(manager.zeros(usesSecond() ? shape : new Shape(0)));
        }
    }

    /**
     * One step.
     *
     * @param gradients of the parameters, in their order; zero afterwards
     * @return squared L2 norm of each gradient before clipping, a tensor of the manager
     */
    public NDArray step(List<NDArray> gradients, double learningRate, NDManager stepManager) {
        steps++;
        NDArray numbers = stepManager.create(numbers(learningRate));
        return script.call(
                Script.one("h", numbers),
                Script.many("p", parameters),
                Script.many("g", gradients),
                Script.many("m", first),
                Script.many("v", second));
    }

    /**
     * Adam's bias corrections. Keras 3: alpha = rate sqrt(1 - b2^t) / (1 - b1^t), epsilon added to sqrt(v). PyTorch 2.7:
     * epsilon added to sqrt(v / (1 - b2^t)).
     */
    private float[] numbers(double rate) {
        float decoupled = (float) (1 - rate * spec.weightDecay());
        if (spec.name() == OptimizerSpec.Name.SGD) {
            return new float[] {(float) rate, 1, decoupled};
        }
        double firstCorrection = 1 - Math.pow(spec.beta1(), steps);
        double secondCorrection = 1 - Math.pow(spec.beta2(), steps);
        return spec.epsilonConvention() == OptimizerSpec.EpsilonConvention.KERAS
                ? new float[] {(float) (rate * Math.sqrt(secondCorrection) / firstCorrection), 1, decoupled}
                : new float[] {(float) (rate / firstCorrection), (float) (1 / Math.sqrt(secondCorrection)), decoupled};
    }

    /** Steps done. */
    public long steps() {
        return steps;
    }

    /** Goes on as after so many steps; the moments are set by whoever restores. */
    public void restoreSteps(long done) {
        steps = done;
    }

    /** First moments (or momentum) of the parameters, live. */
    public NDList firstMoments() {
        return new NDList(first);
    }

    /** Second moments of the parameters, live. */
    public NDList secondMoments() {
        return new NDList(second);
    }

    private boolean usesFirst() {
        return spec.name() != OptimizerSpec.Name.SGD || spec.momentum() > 0;
    }

    private boolean usesSecond() {
        return spec.name() != OptimizerSpec.Name.SGD;
    }

    @Override
    public void close() {
        script.close();
        manager.close();
    }
}
