package io.fixres.training.network;

import io.fixres.contracts.recipe.BatchNormMode;
import io.fixres.contracts.recipe.TrainableSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a phase changes of a network. Layers before the first live one are computed without gradients and in inference
 * mode, so their variables cannot change and their output may be stored.
 *
 * <table>
 * <caption>Meaning of the settings for the last batch norm; with all layers trained, for every batch norm</caption>
 * <tr><th>trainable</th><th>train</th><th>statistics</th><th>frozen</th></tr>
 * <tr><td>all</td><td>batch statistics, gamma and beta trained</td><td>refused</td><td>inference mode</td></tr>
 * <tr><td>post_bn+head</td><td>batch statistics, gamma and beta trained</td><td>batch statistics only</td><td>inference mode</td></tr>
 * <tr><td>head</td><td>inference mode</td><td>batch statistics only</td><td>inference mode</td></tr>
 * </table>
 */
public final class TrainingPlan {
    private final Network network;
    private final Set<String> trainedLayers;
    private final Set<String> batchStatistics;

    private TrainingPlan(Network network, Set<String> trainedLayers, Set<String> batchStatistics) {
        this.network = network;
        this.trainedLayers = Set.copyOf(trainedLayers);
        this.batchStatistics = Set.copyOf(batchStatistics);
    }

    /**
     * The plan for a phase.
     *
     * @throws IllegalArgumentException if all layers are trained but the last batch norm is to move its statistics alone
     */
    public static TrainingPlan of(Network network, TrainableSet trainable, BatchNormMode mode) {
        Set<String> last = Set.of(network.lastBatchNorm());
        Set<String> head = Set.of(network.head());
        Set<String> statistics = mode == BatchNormMode.FROZEN ? Set.of() : last;
        return switch (trainable) {
            case ALL -> {
                if (mode == BatchNormMode.STATISTICS) {
                    throw new IllegalArgumentException("batch_norm: statistics needs a part of the network frozen: set"
                            + " trainable to head or post_bn+head");
                }
                boolean frozen = mode == BatchNormMode.FROZEN;
                Set<String> trained = network.layers().stream()
                        .filter(layer -> !(frozen && layer instanceof Layer.BatchNorm))
                        .map(Layer::name)
                        .collect(Collectors.toSet());
                yield new TrainingPlan(network, trained, frozen ? Set.of() : trained);
            }
            case HEAD -> new TrainingPlan(network, head, mode == BatchNormMode.STATISTICS ? last : Set.of());
            case POST_BN_AND_HEAD -> {
                Set<String> trained =
                        mode == BatchNormMode.TRAIN ? Set.of(network.lastBatchNorm(), network.head()) : head;
                yield new TrainingPlan(network, trained, statistics);
            }
        };
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** Whether gradients change the variable. */
    public boolean trains(Variable variable) {
        return trainedLayers.contains(variable.layer()) && !variable.kind().isStatistic();
    }

    /** Whether the batch norm uses the batch's statistics and updates the moving ones. */
    public boolean usesBatchStatistics(Layer.BatchNorm layer) {
        return batchStatistics.contains(layer.name());
    }

    /** The parameters that gradients change, in the network's order. */
    public List<Variable> trainedParameters() {
        return network.parameters().stream().filter(this::trains).toList();
    }

    /** Number of values that gradients change. */
    public long trainedParameterCount() {
        return trainedParameters().stream().mapToLong(Variable::elements).sum();
    }

    /**
     * The part of the network that the phase does not change, if it is worth computing apart: if it has a convolution.
     *
     * @param resolution of the phase's images, in pixels
     */
    public Optional<FrozenPart> frozenPart(int resolution) {
        int firstLive = firstLiveLayer();
        boolean computes =
                network.layers().subList(0, firstLive).stream().anyMatch(Layer.Convolution.class::isInstance);
        return computes ? Optional.of(FrozenPart.of(network, firstLive, resolution)) : Optional.empty();
    }

    /** Index of the first layer that a phase changes. */
    private int firstLiveLayer() {
        List<Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean live = layer.variables().stream().anyMatch(this::trains)
                    || layer instanceof Layer.BatchNorm norm && usesBatchStatistics(norm);
            if (live) {
                return i;
            }
        }
        throw new IllegalStateException("the head of " + network.spec().name() + " is never trained");
    }
}
