package io.fixres.trainer.run;

import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.training.EpochMetrics;
import io.fixres.training.ImageBatch;
import java.nio.file.Path;
import java.util.Map;

/** What a run needs of a network; see {@code NetworkTrainer} of libs/training, which each method stands for. */
public interface Learner extends AutoCloseable {
    /** Makes learners. */
    @FunctionalInterface
    interface Factory {
        /** A freshly initialised one. */
        Learner create(NetworkSpec network, int classes, long seed);
    }

    /** Replaces the weights by those of a checkpoint. */
    void loadWeights(Path file);

    /** Starts from published weights or a checkpoint; says what was taken from it. */
    String startFrom(Path file);

    /** Begins a phase with a fresh optimizer. */
    void beginPhase(PhaseSpec phase, int phaseIndex, long stepsPerEpoch);

    /** Sets the metrics of the epoch to nothing. */
    void beginEpoch();

    /** Whether the pixels of an image are not needed in this phase any more. */
    boolean holdsFeatures(long key);

    /**
     * Trains on one batch.
     *
     * @param keys of the images; below 0 for one that never comes again
     */
    void step(ImageBatch batch, long[] keys);

    /** Metrics since the epoch began. */
    EpochMetrics epochMetrics();

    /** Rate of the next step. */
    double learningRate();

    /** Number of values of all variables. */
    long parameterCount();

    /** Number of values that the phase trains. */
    long trainableParameterCount();

    /** Engine, version and device. */
    String engine();

    /** Writes a checkpoint; gives its SHA-256. */
    String saveWeights(Path file, Map<String, String> metadata);

    /** Writes a resume state; gives its SHA-256. */
    String saveResume(Path file);

    /** Goes on from a resume state of the phase that has begun. */
    void restoreResume(Path file);

    @Override
    void close();
}
