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
    private final Update update;
    private final Script norms;
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
        this(spec, parameters, groups, device, spec.name() != OptimizerSpec.Name.SGD && !device.isGpu());
    }

    Optimizer(
            OptimizerSpec spec,
            List<NDArray> parameters,
            List<ParameterGroup> groups,
            TorchDevice device,
            boolean fused) {
        this.spec = spec;
        this.parameters = List.copyOf(parameters);
        this.manager = device.newManager();
        this.update = fused ? new Update.Fused(spec, groups, device) : Update.Composed.of(spec, groups, device);
        this.norms = Script.load(Clipping.norms(parameters.size()), device);
        for (NDArray parameter : parameters) {
            Shape shape = parameter.getShape();
            first.add(manager.zeros(usesFirst() ? shape : new Shape(0)));
            second.add(manager.zeros(usesSecond() ? shape : new Shape(0)));
        }
    }

    /**
     * Squared L2 norm of each gradient, as a tensor of the manager; a pass over all of them.
     *
     * @param gradients of the parameters, in their order
     */
    public NDArray squaredNorms(List<NDArray> gradients, NDManager stepManager) {
        NDArray squares = norms.call(Script.many("g", gradients));
        squares.attach(stepManager);
        return squares;
    }

    /**
     * One step.
     *
     * @param gradients of the parameters, in their order; zero afterwards
     */
    public void step(List<NDArray> gradients, double learningRate, NDManager stepManager) {
        steps++;
        update.apply(new Update.Tensors(parameters, gradients, first, second), learningRate, steps, stepManager);
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
        norms.close();
        update.close();
        manager.close();
    }
}
