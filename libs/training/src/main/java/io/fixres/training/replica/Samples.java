package io.fixres.training.replica;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a training script takes of a batch, on one device.
 *
 * @param images [n, …]: pixels or features
 * @param labels int64 [n], the classes that count as right
 * @param shares float32 [n, classes], how far each image belongs to each class; empty where it is its label's alone
 */
public record Samples(NDArray images, NDArray labels, Optional<NDArray> shares) {
    /** Images of one class each. */
    public static Samples of(NDArray images, NDArray labels) {
        return new Samples(images, labels, Optional.empty());
    }

    long n() {
        return labels.getShape().get(0);
    }

    /** Those from one index to before another. */
    Samples slice(long from, long to, NDManager owner) {
        return new Samples(
                slice(images, from, to, owner),
                slice(labels, from, to, owner),
                shares.map(s -> slice(s, from, to, owner)));
    }

    private static NDArray slice(NDArray tensor, long from, long to, NDManager owner) {
        NDArray part = tensor.get(new NDIndex(from + ":" + to));
        part.attach(owner);
        return part;
    }

    Samples copy(TorchDevice device, NDManager owner) {
        return new Samples(
                device.copy(images, owner), device.copy(labels, owner), shares.map(s -> device.copy(s, owner)));
    }

    /** The first arguments of a training script. */
    List<NDList> arguments() {
        List<NDList> arguments = new ArrayList<>(List.of(Script.one("x", images), Script.one("y", labels)));
        shares.ifPresent(s -> arguments.add(Script.one("t", s)));
        return arguments;
    }
}
