package io.fixres.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.training.checkpoint.InitialWeights;
import io.fixres.training.checkpoint.NetworkState;
import io.fixres.training.checkpoint.ResumeFile;
import io.fixres.training.features.FeatureBudget;
import io.fixres.training.mixing.Mixing;
import io.fixres.training.network.Network;
import io.fixres.training.network.Networks;
import io.fixres.training.network.TrainingPlan;
import io.fixres.training.optimizer.Optimizer;
import io.fixres.training.torch.TorchDevice;
import java.nio.file.Path;
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

    private final List<TorchDevice> devices;
    private final TorchDevice device;
    private final NetworkState state;
    private final long seed;
    private final NDManager totalsManager;
    private final NDArray totals;
    private Optional<FeatureBudget> featureBudget = Optional.empty();
    /** Null before the first. */
    private volatile TrainingPhase phase;

    private GradientWatch watch;
    private long epochSteps;
    private long epochImages;

    private NetworkTrainer(NetworkState state, long seed, List<TorchDevice> devices) {
        this.state = state;
        this.seed = seed;
        this.devices = List.copyOf(devices);
        this.device = devices.get(0);
        this.totalsManager = device.newManager();
        this.totals = totalsManager.zeros(new Shape(2), DataType.FLOAT64);
    }

    /** A freshly initialised network: its start values, and how batches are mixed, are pure functions of the seed. */
    public static NetworkTrainer create(NetworkSpec network, int classes, long seed, DeviceSettings settings) {
        return create(network, classes, seed, TorchDevice.allOf(settings));
    }

    /** {@link #create(NetworkSpec, int, long, DeviceSettings)} with replicas on given devices. */
    static NetworkTrainer create(NetworkSpec network, int classes, long seed, List<TorchDevice> devices) {
        return new NetworkTrainer(
                NetworkState.initial(Networks.build(network, classes), seed, devices.get(0)), seed, devices);
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
        TrainingPhase current = phase;
        return current != null && current.holdsFeatures(key);
    }

    /** Begins a phase: fresh optimizer, frozen sets and batch-norm modes of the phase, counters at zero. */
    public void beginPhase(PhaseSpec spec, int phaseIndex, long stepsPerEpoch) {
        endPhase();
        Optional<Mixing> mixing = Mixing.of(spec, seed, phaseIndex, stepsPerEpoch);
        phase = new TrainingPhase(spec, stepsPerEpoch, mixing, state, featureBudget, devices, totals);
        watch = new GradientWatch(phase.plan().trainedParameters());
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
        if (phase == null) {
            throw new IllegalStateException("beginPhase comes before the first step");
        }
        phase.check(batch);
        double rate = learningRate();
        Optimizer optimizer = phase.optimizer();
        try (NDManager step = device.newManager()) {
            List<NDArray> gradients = gradients(batch, keys, step);
            if (optimizer.steps() % CHECK_EVERY == 0) {
                watch.look(optimizer.squaredNorms(gradients, step), optimizer.steps() + 1);
            }
            phase.apply(gradients, step);
        }
        epochSteps++;
        epochImages += batch.n();
        if (optimizer.steps() % CHECK_EVERY == 0) {
            checkLoss();
        }
        return new StepResult(optimizer.steps(), rate);
    }

    /** Forward and backward; the gradients belong to the step's manager. */
    List<NDArray> gradients(ImageBatch batch, long[] keys, NDManager step) {
        return phase.gradients(batch, keys, step);
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
            throw new NumericFailureException(sum, phase.optimizer().steps(), learningRate(), watch.largest());
        }
    }

    /** Rate of the next step. */
    public double learningRate() {
        return phase.learningRate();
    }

    /** Number of values of all variables, moving statistics included. */
    public long parameterCount() {
        return state.network().parameterCount();
    }

    /** Number of values that the phase's gradients change. */
    public long trainableParameterCount() {
        return phase.plan().trainedParameterCount();
    }

    /** What the phase trains. */
    TrainingPlan plan() {
        return phase.plan();
    }

    /** The network. */
    public Network network() {
        return state.network();
    }

    /** Versions of PyTorch and DJL, the device and how many threads one operation has. */
    public String engine() {
        return device.description() + (devices.size() > 1 ? ", " + devices.size() + " devices" : "");
    }

    /** Writes the weights (their average, where the phase keeps one) as a checkpoint; gives its SHA-256. */
    public String saveWeights(Path file, Map<String, String> metadata) {
        return state.save(file, metadata, phase == null ? Map.of() : phase.averages());
    }

    /** Writes everything that the phase needs to go on bit for bit; gives its SHA-256. */
    public String saveResume(Path file) {
        return ResumeFile.save(
                file,
                resumable(),
                Map.of("steps", phase.optimizer().steps(), "epoch_steps", epochSteps, "epoch_images", epochImages));
    }

    /** Goes on as {@link #saveResume} left off; comes after {@link #beginPhase} of the same phase. */
    public void restoreResume(Path file) {
        Map<String, Long> counters = ResumeFile.restore(file, resumable());
        phase.optimizer().restoreSteps(counters.get("steps"));
        epochSteps = counters.get("epoch_steps");
        epochImages = counters.get("epoch_images");
    }

    private Map<String, NDArray> resumable() {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        state.network().variables().forEach(v -> tensors.put(v.name(), state.tensor(v)));
        tensors.putAll(phase.resumable());
        tensors.put("epoch_totals", totals);
        return tensors;
    }

    private void endPhase() {
        TrainingPhase ended = phase;
        phase = null;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public void close() {
        endPhase();
        totalsManager.close();
        state.close();
    }
}
