package io.fixres.cli.follow;

import io.fixres.contracts.event.TrainingProgress;
import java.time.Duration;

/**
 * How far a phase is.
 *
 * @param total images of the whole phase
 * @param done images trained on
 * @param left time to the phase's end at the present speed
 */
record PhasePace(long total, long done, Duration left) {
    /**
     * At a progress report.
     *
     * @param trainSamples images of an epoch
     */
    static PhasePace of(TrainingProgress training, long trainSamples) {
        long total = trainSamples * training.epochs();
        double epochShare =
                training.stepsPerEpoch() == 0 ? 0 : (double) training.stepOfEpoch() / training.stepsPerEpoch();
        long done = Math.min(total, Math.round(trainSamples * (training.epoch() + epochShare)));
        double seconds = training.imagesPerSecond() > 0 ? (total - done) / training.imagesPerSecond() : 0;
        return new PhasePace(total, done, Duration.ofSeconds(Math.round(seconds)));
    }

    /** Such as {@code 3:05} or {@code 1:02:05}. */
    static String clock(Duration duration) {
        return duration.toHours() > 0
                ? String.format("%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
                : String.format("%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
