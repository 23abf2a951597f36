package io.fixres.contracts.recipe;

import io.fixres.contracts.evaluation.TrainingView;
import io.fixres.contracts.sampling.Shuffle;
import io.fixres.contracts.transform.TransformSpec;
import java.util.Objects;
import java.util.Optional;

/**
 * Epochs at one resolution with one train transform, one set of trainable parameters and a fresh optimizer.
 *
 * @param name unique within the recipe
 * @param from phase whose last weights this one starts from; default the phase before
 * @param resolution of the training images in pixels
 * @param trainable default all
 * @param batchNorm default train
 * @param labelSmoothing 0 to 1, default 0
 * @param lossReduction of a batch's cross-entropies; default mean
 * @param mixup alpha of the Beta distribution by which pairs of images are blended (Zhang et al., ICLR 2018); default none
 * @param cutmix alpha of the Beta distribution by which a box of one image is put into another (Yun et al., ICCV 2019);
 *     with both, each step does one or the other as often; default none
 * @param weightAverage decay of an exponential moving average of the trained weights, which checkpoints then hold and the
 *     next phase starts from; default none
 * @param shuffle default samples
 * @param dropLast whether a short last batch is left out; default false
 * @param checkpointEvery epochs between checkpoints, the last always has one; default 1
 * @param earlyStopping what ends the phase before its last epoch; default nothing
 */
public record PhaseSpec(
        String name,
        Optional<String> from,
        int epochs,
        int resolution,
        int batchSize,
        TransformSpec transform,
        TrainableSet trainable,
        BatchNormMode batchNorm,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        Double labelSmoothing,
        LossReduction lossReduction,
        Optional<Double> mixup,
        Optional<Double> cutmix,
        Optional<Double> weightAverage,
        Shuffle shuffle,
        Boolean dropLast,
        Integer checkpointEvery,
        Optional<EarlyStopping> earlyStopping) {
    public PhaseSpec {
        if (name == null || !name.matches("[a-z][a-z0-9_]{0,31}")) {
            throw new IllegalArgumentException("name '" + name
                    + "' is not usable: 1 to 32 lower-case letters, digits and underscores, beginning with a letter");
        }
        Objects.requireNonNull(transform, "transform is missing");
        Objects.requireNonNull(optimizer, "optimizer is missing");
        trainable = trainable == null ? TrainableSet.ALL : trainable;
        batchNorm = batchNorm == null ? BatchNormMode.TRAIN : batchNorm;
        schedule = schedule == null ? new ScheduleSpec(null, null, null, null, null) : schedule;
        labelSmoothing = labelSmoothing == null ? 0 : labelSmoothing;
        lossReduction = lossReduction == null ? LossReduction.MEAN : lossReduction;
        weightAverage.ifPresent(decay -> {
            if (!(decay > 0 && decay < 1)) {
                throw new IllegalArgumentException("weight_average is " + decay + " but must be above 0 and under 1");
            }
        });
        checkMixing("mixup", mixup, trainable, batchSize);
        checkMixing("cutmix", cutmix, trainable, batchSize);
        shuffle = shuffle == null ? Shuffle.SAMPLES : shuffle;
        dropLast = dropLast != null && dropLast;
        checkpointEvery = checkpointEvery == null ? 1 : checkpointEvery;
        between("epochs", epochs, 1, 100_000);
        between("resolution", resolution, 8, 1024);
        between("batch_size", batchSize, 1, 65_536);
        between("checkpoint_every", checkpointEvery, 1, 100_000);
        if (earlyStopping.isPresent() && checkpointEvery != 1) {
            throw new IllegalArgumentException("checkpoint_every is " + checkpointEvery
                    + " but early_stopping judges every epoch: leave checkpoint_every at 1");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "label_smoothing is " + labelSmoothing + " but must be at least 0 and under 1");
        }
    }

    /** How the cross-entropies of a batch become its loss; Keras and most PyTorch code take the mean, D2L the sum. */
    public enum LossReduction {
        MEAN,
        SUM
    }

    /** How it sees its images. */
    TrainingView view() {
        return new TrainingView(name, resolution, transform.steps(resolution));
    }

    private static void checkMixing(String key, Optional<Double> alpha, TrainableSet trainable, int batchSize) {
        if (alpha.isEmpty()) {
            return;
        }
        if (!(alpha.get() > 0) || Double.isInfinite(alpha.get())) {
            throw new IllegalArgumentException(key + " is " + alpha.get() + " but must be above 0");
        }
        if (trainable != TrainableSet.ALL) {
            throw new IllegalArgumentException(key + " is " + alpha.get() + " but trainable is " + trainable.id()
                    + ": the features of frozen layers are computed from whole images and stored, so they cannot be mixed;"
                    + " set trainable to all, or leave " + key + " out");
        }
        if (batchSize < 2) {
            throw new IllegalArgumentException(
                    key + " is " + alpha.get() + " but batch_size is 1: it needs two images to mix");
        }
    }

    private static void between(String key, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(key + " is " + value + " but must be " + low + " to " + high);
        }
    }
}
