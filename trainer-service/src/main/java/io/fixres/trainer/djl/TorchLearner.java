package io.fixres.trainer.djl;

import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.trainer.run.Learner;
import io.fixres.training.DeviceSettings;
import io.fixres.training.EpochMetrics;
import io.fixres.training.ImageBatch;
import io.fixres.training.NetworkTrainer;
import io.fixres.training.features.FeatureBudget;
import java.nio.file.Path;
import java.util.Map;

/** A {@link Learner} that is a real network. */
public final class TorchLearner implements Learner {
    private final NetworkTrainer trainer;

    private TorchLearner(NetworkTrainer trainer) {
        this.trainer = trainer;
    }

    /** A freshly initialised network that may store features of what a phase freezes. */
    public static TorchLearner create(
            NetworkSpec network, int classes, long seed, DeviceSettings device, FeatureBudget budget) {
        NetworkTrainer trainer = NetworkTrainer.create(network, classes, seed, device);
        trainer.storeFeatures(budget);
        return new TorchLearner(trainer);
    }

    @Override
    public void loadWeights(Path file) {
        trainer.loadWeights(file);
    }

    @Override
    public String startFrom(Path file) {
        return trainer.startFrom(file).summary();
    }

    @Override
    public void beginPhase(PhaseSpec phase, int phaseIndex, long stepsPerEpoch) {
        trainer.beginPhase(phase, phaseIndex, stepsPerEpoch);
    }

    @Override
    public void beginEpoch() {
        trainer.beginEpoch();
    }

    @Override
    public boolean holdsFeatures(long key) {
        return trainer.holdsFeatures(key);
    }

    @Override
    public void step(ImageBatch batch, long[] keys) {
        trainer.step(batch, keys);
    }

    @Override
    public EpochMetrics epochMetrics() {
        return trainer.epochMetrics();
    }

    @Override
    public double learningRate() {
        return trainer.learningRate();
    }

    @Override
    public long parameterCount() {
        return trainer.parameterCount();
    }

    @Override
    public long trainableParameterCount() {
        return trainer.trainableParameterCount();
    }

    @Override
    public String engine() {
        return trainer.engine();
    }

    @Override
    public String saveWeights(Path file, Map<String, String> metadata) {
        return trainer.saveWeights(file, metadata);
    }

    @Override
    public String saveResume(Path file) {
        return trainer.saveResume(file);
    }

    @Override
    public void restoreResume(Path file) {
        trainer.restoreResume(file);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
