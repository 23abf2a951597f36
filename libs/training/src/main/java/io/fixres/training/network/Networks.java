package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.StrictBinder;
import java.util.List;
import java.util.Map;

/** The architectures by name. */
public final class Networks {
    private static final Map<String, Architecture> ARCHITECTURES = Map.of(
            KerasResNet50V2.NAME, KerasResNet50V2::build,
            PreActivationResNet18.NAME, PreActivationResNet18::build,
            TorchvisionResNet.RESNET18, TorchvisionResNet::resnet18,
            TorchvisionResNet.RESNET50, TorchvisionResNet::resnet50,
            D2lResNet18.NAME, D2lResNet18::build);

    private Networks() {}

    /** Builds one architecture from its options. */
    @FunctionalInterface
    private interface Architecture {
        Network build(NetworkSpec spec, int classes);
    }

    /** Names that a recipe may use, sorted. */
    public static List<String> names() {
        return ARCHITECTURES.keySet().stream().sorted().toList();
    }

    /**
     * The network that a recipe asks for.
     *
     * @param classes at least 1
     * @throws IllegalArgumentException if the name is unknown (the message has the nearest one) or classes is below 1
     */
    public static Network build(NetworkSpec spec, int classes) {
        Architecture architecture = ARCHITECTURES.get(spec.name());
        if (architecture == null) {
            throw new IllegalArgumentException(
                    "network.name: unknown network '" + spec.name() + "'" + StrictBinder.nearest(spec.name(), names()));
        }
        if (classes < 1) {
            throw new IllegalArgumentException("a network needs at least 1 class but was given " + classes);
        }
        Network network = architecture.build(spec, classes);
        return spec.inputScaling().map(InputScaling::of).map(network::scaledBy).orElse(network);
    }
}
