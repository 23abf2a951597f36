package io.fixres.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.training.checkpoint.InitialWeights;
import io.fixres.training.checkpoint.NetworkState;
import io.fixres.training.checkpoint.ResumeFile;
import io.fixres.training.features.FeatureBudget;
import io.fixres.training.features.FrozenFeatures;
import io.fixres.training.network.FrozenPart;
import io.fixres.training.network.Network;
import io.fixres.training.network.NetworkScript;
import io.fixres.training.network.Networks;
import io.fixres.training.network.TrainingPlan;
import io.fixres.training.network.Variable;
import io.fixres.training.optimizer.LearningRate;
import io.fixres.training.optimizer.Optimizer;
import io.fixres.training.optimizer.ParameterGroup;
import io.fixres.training.optimizer.WeightAverage;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One network that is being trained. All calls come from one thread; the process may have one at work at a time, since
 * the engine collects gradients for one. Closing frees its native memory.
 */
public final class NetworkTrainer implements AutoCloseable {
    /** Steps between two looks at the loss; each look waits for the device. */
    private static final int CHECK_EVERY = 25;

    private final TorchDevice device;
    private final NetworkState state;
    private final NDManager totalsManager;
    private final NDArray totals;
    private Script script;
    private Optimizer optimizer;
    /** Null where the phase has none. */
    private WeightAverage average;

    private LearningRate schedule;
    private TrainingPlan plan;
    /** Null where the whole network is trained. */
    private volatile FrozenFeatures frozen;

    private Optional<FeatureBudget> featureBudget = Optional.empty();
    private GradientWatch watch;
    private int resolution;
    private List<NDArray> trained = List.of();
    private long epochSteps;
    private long epochImages;

    private NetworkTrainer(NetworkState state, TorchDevice device) {
        this.state = state;
        this.device = device;
        this.totalsManager = device.newManager();
        this.totals = totalsManager.zeros(new Shape(2), DataType.FLOAT64);
    }

    /** A freshly initialised network: its start values are a pure function of the seed. */
    public static NetworkTrainer create(NetworkSpec network, int classes, long seed, DeviceSettings settings) {
        TorchDevice device = TorchDevice.of(settings);
        return new NetworkTrainer(NetworkState.initial(Networks.build(network, classes), seed, device), device);
    }

    /**
     * Replaces the weights and statistics by those of a checkpoint of the same network.
     *
     * @throws io.fixres.contracts.MalformedDocumentException listing what does not match
     */
    public void loadWeights(Path modelSafetensors) {
        state.replace(modelSafetensors);
    }

    /**
     * Starts from published weights or a checkpoint, with a new classifier where the classes differ.
     *
     * @throws io.fixres.contracts.MalformedDocumentException listing what does not fit
     */
    public InitialWeights startFrom(Path safetensors) {
        return state.adopt(safetensors);
    }

    /** Lets phases that freeze a part of the network store its features; comes before {@link #beginPhase}. */
    public void storeFeatures(FeatureBudget budget) {
        featureBudget = Optional.of(budget);
    }

    /** Whether the pixels of the image with a key are not needed in this phase any more. Any thread may ask. */
    public boolean holdsFeatures(long key) {
        FrozenFeatures features = frozen;
        return features != null && features.holds(key);
    }

    /** Begins a phase: fresh optimizer, frozen sets and batch-norm modes of the phase, counters at zero. */
    public void beginPhase(PhaseSpec phase, int phaseIndex, long stepsPerEpoch) {
        endPhase();
        plan = TrainingPlan.of(state.network(), phase.trainable(), phase.batchNorm());
        trained = new ArrayList<>();
        for (Variable variable : state.network().parameters()) {
            boolean trains = plan.trains(variable);
            state.tensor(variable).setRequiresGradient(trains);
            if (trains) {
                trained.add(state.tensor(variable));
            }
        }
        Optional<FrozenPart> part = plan.frozenPart(phase.resolution());
        frozen = part.map(
                        p -> new FrozenFeatures(state, p, phase.batchSize(), phase.resolution(), featureBudget, device))
                .orElse(null);
        script = Script.load(NetworkScript.training(plan, part, phase.labelSmoothing(), phase.lossReduction()), device);
        List<ParameterGroup> groups = plan.trainedParameters().stream()
                .map(v ->
                        ParameterGroup.of(phase.optimizer(), v, state.network().head()))
                .toList();
        optimizer = new Optimizer(phase.optimizer(), trained, groups, device);
        watch = new GradientWatch(plan.trainedParameters());
        resolution = phase.resolution();
        average = phase.weightAverage()
                .map(decay -> new WeightAverage(decay, trained, device))
                .orElse(null);
        schedule = new LearningRate(
                phase.schedule(), phase.optimizer().learningRate(), stepsPerEpoch, stepsPerEpoch * phase.epochs());
        beginEpoch();
    }

    /** Sets the metrics of the epoch to nothing. */
    public void beginEpoch() {
        totals.set(new double[2]);
        epochSteps = 0;
        epochImages = 0;
    }

    /** {@link #step(ImageBatch, long[])} with images of which nothing is stored. */
    public StepResult step(ImageBatch batch) {
        long[] keys = new long[batch.n()];
        Arrays.fill(keys, -1);
        return step(batch, keys);
    }

    /**
     * Trains on one batch.
     *
     * @param keys of the images: images with the same pixels have the same key; below 0 nothing is stored. Pixels are not
     *     looked at where {@link #holdsFeatures} says so
     * @throws IllegalArgumentException if the batch has another resolution than the phase, or a label beyond the classes
     * @throws NumericFailureException if the loss is found not to be a number; looked at every 25 steps
     * @throws IllegalStateException if no phase has begun
     */
    public StepResult step(ImageBatch batch, long[] keys) {
        if (optimizer == null) {
            throw new IllegalStateException("beginPhase comes before the first step");
        }
        check(batch);
        double rate = learningRate();
        try (NDManager step = device.newManager()) {
            List<NDArray> gradients = gradients(batch, keys, step);
            if (optimizer.steps() % CHECK_EVERY == 0) {
                watch.look(optimizer.squaredNorms(gradients, step), optimizer.steps() + 1);
            }
            optimizer.step(gradients, rate, step);
        }
        if (average != null) {
            average.update(optimizer.steps());
        }
        epochSteps++;
        epochImages += batch.n();
        if (optimizer.steps() % CHECK_EVERY == 0) {
            checkLoss();
        }
        return new StepResult(optimizer.steps(), rate);
    }

    private void check(ImageBatch batch) {
        if (batch.height() != resolution || batch.width() != resolution) {
            throw new IllegalArgumentException(
                    "a batch of " + batch.height() + " x " + batch.width() + " pixels came to a phase at resolution "
                            + resolution + ": end the phase's transform with that size");
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

    /** Forward and backward; the gradients belong to the step's manager. */
    List<NDArray> gradients(ImageBatch batch, long[] keys, NDManager step) {
        NDArray images = frozen != null
                ? frozen.of(batch, keys, step)
                : step.create(batch.pixels(), new Shape(batch.n(), batch.height(), batch.width(), 3), DataType.UINT8);
        NDArray labels = step.create(longs(batch), new Shape(batch.n()));
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = script.record(
                    Script.one("x", images),
                    Script.one("y", labels),
                    Script.many("p", state.parameters()),
                    Script.many("s", state.statistics()),
                    Script.one("a", totals));
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

    private static long[] longs(ImageBatch batch) {
        long[] labels = new long[batch.n()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = batch.labels()[i];
        }
        return labels;
    }

    /** Metrics since the epoch began; waits for the device. */
    public EpochMetrics epochMetrics() {
        double[] sums = totals.toDoubleArray();
        if (epochImages > 0) {
            checkLoss();
        }
        double images = Math.max(1, epochImages);
        return new EpochMetrics(epochSteps, epochImages, sums[0] / images, sums[1] / images);
    }

    private void checkLoss() {
        double sum = totals.toDoubleArray()[0];
        if (!Double.isFinite(sum)) {
            throw new NumericFailureException(sum, optimizer.steps(), learningRate(), watch.largest());
        }
    }

    /** Rate of the next step. */
    public double learningRate() {
        return schedule.at(optimizer.steps());
    }

    /** Number of values of all variables, moving statistics included. */
    public long parameterCount() {
        return state.network().parameterCount();
    }

    /** Number of values that the phase's gradients change. */
    public long trainableParameterCount() {
        return plan.trainedParameterCount();
    }

    /** What the phase trains. */
    TrainingPlan plan() {
        return plan;
    }

    /** The network. */
    public Network network() {
        return state.network();
    }

    /** Versions of PyTorch and DJL, the device and how many threads one operation has. */
    public String engine() {
        return device.description();
    }

    /** Writes the weights (their average, where the phase keeps one) as a checkpoint; gives its SHA-256. */
    public String saveWeights(Path file, Map<String, String> metadata) {
        if (average == null || optimizer.steps() == 0) {
            return state.save(file, metadata);
        }
        Map<String, NDArray> averages = new LinkedHashMap<>();
        List<Variable> parameters = plan.trainedParameters();
        for (int i = 0; i < parameters.size(); i++) {
            averages.put(parameters.get(i).name(), average.averages().get(i));
        }
        return state.save(file, metadata, averages);
    }

    /** Writes everything that the phase needs to go on bit for bit; gives its SHA-256. */
    public String saveResume(Path file) {
        return ResumeFile.save(
                file,
                resumable(),
                Map.of("steps", optimizer.steps(), "epoch_steps", epochSteps, "epoch_images", epochImages));
    }

    /** Goes on as {@link #saveResume} left off; comes after {@link #beginPhase} of the same phase. */
    public void restoreResume(Path file) {
        Map<String, Long> counters = ResumeFile.restore(file, resumable());
        optimizer.restoreSteps(counters.get("steps"));
        epochSteps = counters.get("epoch_steps");
        epochImages = counters.get("epoch_images");
    }

    private Map<String, NDArray> resumable() {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        state.network().variables().forEach(v -> tensors.put(v.name(), state.tensor(v)));
        List<Variable> parameters = plan.trainedParameters();
        for (int i = 0; i < parameters.size(); i++) {
            tensors.put(
                    parameters.get(i).name() + "/first_moment",
                    optimizer.firstMoments().get(i));
            tensors.put(
                    parameters.get(i).name() + "/second_moment",
                    optimizer.secondMoments().get(i));
        }
        if (average != null) {
            for (int i = 0; i < parameters.size(); i++) {
                tensors.put(
                        parameters.get(i).name() + "/average",
                        average.averages().get(i));
            }
        }
        tensors.put("epoch_totals", totals);
        return tensors;
    }

    private void endPhase() {
        if (frozen != null) {
            frozen.close();
            frozen = null;
        }
        if (average != null) {
            average.apply(optimizer.steps());
            average.close();
            average = null;
        }
        if (optimizer != null) {
            optimizer.close();
            script.close();
            optimizer = null;
        }
    }

    @Override
    public void close() {
        endPhase();
        totalsManager.close();
        state.close();
    }
}
