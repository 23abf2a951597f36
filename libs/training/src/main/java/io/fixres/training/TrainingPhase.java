package io.fixres.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.training.checkpoint.NetworkState;
import io.fixres.training.features.FeatureBudget;
import io.fixres.training.features.FrozenFeatures;
import io.fixres.training.mixing.Mixing;
import io.fixres.training.network.FrozenPart;
import io.fixres.training.network.NetworkScript;
import io.fixres.training.network.TrainingPlan;
import io.fixres.training.network.Variable;
import io.fixres.training.optimizer.LearningRate;
import io.fixres.training.optimizer.Optimizer;
import io.fixres.training.optimizer.ParameterGroup;
import io.fixres.training.optimizer.WeightAverage;
import io.fixres.training.replica.Replica;
import io.fixres.training.replica.Replicas;
import io.fixres.training.replica.Samples;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a phase adds to a network: plan, script, optimizer and schedule, and what it keeps of weights and features. */
final class TrainingPhase implements AutoCloseable {
    private final PhaseSpec spec;
    private final NetworkState state;
    private final TrainingPlan plan;
    private final List<NDArray> trained = new ArrayList<>();
    private final Optional<FrozenFeatures> frozen;
    private final Script script;
    private final Replicas replicas;
    private final Optimizer optimizer;
    private final LearningRate schedule;
    private final Optional<WeightAverage> average;
    private final Optional<Mixing> mixing;

    TrainingPhase(
            PhaseSpec spec,
            long stepsPerEpoch,
            Optional<Mixing> mixing,
            NetworkState state,
            Optional<FeatureBudget> features,
            List<TorchDevice> devices,
            NDArray totals) {
        TorchDevice device = devices.get(0);
        this.spec = spec;
        this.mixing = mixing;
        this.state = state;
        this.plan = TrainingPlan.of(state.network(), spec.trainable(), spec.batchNorm());
        for (Variable variable : state.network().parameters()) {
            boolean trains = plan.trains(variable);
            state.tensor(variable).setRequiresGradient(trains);
            if (trains) {
                trained.add(state.tensor(variable));
            }
        }
        Optional<FrozenPart> part = plan.frozenPart(spec.resolution());
        this.frozen =
                part.map(p -> new FrozenFeatures(state, p, spec.batchSize(), spec.resolution(), features, device));
        String text =
                NetworkScript.training(plan, part, spec.labelSmoothing(), spec.lossReduction(), mixing.isPresent());
        this.script = Script.load(text, device);
        this.replicas = new Replicas(
                new Replica(device, script, state.parameters(), state.statistics(), trained, totals),
                text,
                devices.subList(1, devices.size()),
                spec.lossReduction());
        String head = state.network().head();
        List<ParameterGroup> groups = plan.trainedParameters().stream()
                .map(variable -> ParameterGroup.of(spec.optimizer(), variable, head))
                .toList();
        this.optimizer = new Optimizer(spec.optimizer(), trained, groups, device);
        this.average = spec.weightAverage().map(decay -> new WeightAverage(decay, trained, device));
        this.schedule = new LearningRate(
                spec.schedule(), spec.optimizer().learningRate(), stepsPerEpoch, stepsPerEpoch * spec.epochs());
    }

    TrainingPlan plan() {
        return plan;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** Rate of the next step. */
    double learningRate() {
        return schedule.at(optimizer.steps());
    }

    boolean holdsFeatures(long key) {
        return frozen.filter(features -> features.holds(key)).isPresent();
    }

    /**
     * Refuses a batch that does not fit.
     *
     * @throws IllegalArgumentException if it has another resolution than the phase, or a label beyond the classes
     */
    void check(ImageBatch batch) {
        if (batch.height() != spec.resolution() || batch.width() != spec.resolution()) {
            throw new IllegalArgumentException(
                    "a batch of " + batch.height() + " x " + batch.width() + " pixels came to a phase at resolution "
                            + spec.resolution() + ": end the phase's transform with that size");
        }
        int classes = state.network().classes();
        for (int i = 0; i < batch.n(); i++) {
            if (batch.labels()[i] < 0 || batch.labels()[i] >= classes) {
                throw new IllegalArgumentException("a sample has the label " + batch.labels()[i]
                        + " but the network has " + classes + " classes, 0 to " + (classes - 1)
                        + ": use the dataset that the network was made for");
            }
        }
    }

    /** Forward and backward; the gradients belong to the step's manager, losses and right answers come to the totals. */
    List<NDArray> gradients(ImageBatch batch, long[] keys, NDManager step) {
        NDArray images = frozen.map(features -> features.of(batch, keys, step))
                .orElseGet(() -> step.create(
                        batch.pixels(), new Shape(batch.n(), batch.height(), batch.width(), 3), DataType.UINT8));
        Samples samples = mixing.map(m -> m.draw(optimizer.steps(), batch)
                        .apply(images, batch.labels(), state.network().classes(), step))
                .orElseGet(() -> Samples.of(images, labels(batch, step)));
        return replicas.gradients(samples, step);
    }

    private static NDArray labels(ImageBatch batch, NDManager step) {
        long[] classes =
                Arrays.stream(batch.labels(), 0, batch.n()).asLongStream().toArray();
        return step.create(classes, new Shape(batch.n()));
    }

    /** Changes the parameters by their gradients, which are zero afterwards. */
    void apply(List<NDArray> gradients, NDManager step) {
        optimizer.step(gradients, learningRate(), step);
        average.ifPresent(weights -> weights.update(optimizer.steps()));
    }

    /** Averages of the trained parameters by name, which checkpoints hold; empty where the phase has none. */
    Map<String, NDArray> averages() {
        return optimizer.steps() == 0
                ? Map.of()
                : named("", average.map(WeightAverage::averages).orElse(null));
    }

    /** Everything beside the network that the phase needs to go on, by name. */
    Map<String, NDArray> resumable() {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        tensors.putAll(named("/first_moment", optimizer.firstMoments()));
        tensors.putAll(named("/second_moment", optimizer.secondMoments()));
        tensors.putAll(named("/average", average.map(WeightAverage::averages).orElse(null)));
        return tensors;
    }

    private Map<String, NDArray> named(String suffix, List<NDArray> tensors) {
        Map<String, NDArray> named = new LinkedHashMap<>();
        List<Variable> parameters = plan.trainedParameters();
        for (int i = 0; tensors != null && i < parameters.size(); i++) {
            named.put(parameters.get(i).name() + suffix, tensors.get(i));
        }
        return named;
    }

    /** Where the phase keeps averages, they become the network's weights. */
    @Override
    public void close() {
        frozen.ifPresent(FrozenFeatures::close);
        average.ifPresent(weights -> {
            weights.apply(optimizer.steps());
            weights.close();
        });
        optimizer.close();
        replicas.close();
        script.close();
    }
}
