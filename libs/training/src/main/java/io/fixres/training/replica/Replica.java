package io.fixres.training.replica;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of a network on one device with the script that trains it there.
 *
 * @param parameters of the network, in its order
 * @param statistics moving ones of the network, in its order
 * @param trained those of the parameters that get gradients
 * @param totals float64 {sum of losses, right answers}, added to
 */
public record Replica(
        TorchDevice device,
        Script script,
        List<NDArray> parameters,
        List<NDArray> statistics,
        List<NDArray> trained,
        NDArray totals) {
    /**
     * Forward and backward.
     *
     * @param samples what the script takes, on this device
     * @param step owner of the loss and the gradients
     * @return gradients of the trained parameters, in their order
     */
    public List<NDArray> gradients(Samples samples, NDManager step) {
        List<NDList> arguments = samples.arguments();
        arguments.add(Script.many("p", parameters));
        arguments.add(Script.many("s", statistics));
        arguments.add(Script.one("a", totals));
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = script.record(arguments.toArray(NDList[]::new));
            loss.attach(step);
            collector.backward(loss);
        }
        List<NDArray> gradients = new ArrayList<>(trained.size());
        for (NDArray parameter : trained) {
            NDArray gradient = parameter.getGradient();
            gradient.attach(step);
            gradients.add(gradient);
        }
        return gradients;
    }
}
