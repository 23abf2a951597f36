package io.fixres.contracts.event;

/**
 * Where training stands, every few seconds and at each epoch's end.
 *
 * @param epoch from 0
 * @param step optimizer steps done in the experiment
 * @param stepOfEpoch steps done in this epoch
 * @param loss mean training loss since the epoch began
 * @param accuracy share of training samples classified rightly since the epoch began, 0 to 1
 * @param imagesPerSecond over the time since the last report
 * @param dataWait share of that time spent waiting for data, 0 to 1
 */
public record TrainingProgress(
        String experiment,
        int attempt,
        String phase,
        int epoch,
        int epochs,
        long step,
        long stepOfEpoch,
        long stepsPerEpoch,
        double loss,
        double accuracy,
        double learningRate,
        double imagesPerSecond,
        double dataWait)
        implements TrainingEvent {}
