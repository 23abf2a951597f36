package io.fixres.contracts.event;

import java.util.Optional;

/**
 * How a phase went.
 *
 * @param epochs that were trained
 * @param seconds wall-clock seconds of training, over all attempts
 * @param imagesPerSecond images trained on per second of that time
 * @param dataWait share of that time spent waiting for data, 0 to 1
 * @param loss mean training loss of the last epoch
 * @param accuracy training accuracy of the last epoch, 0 to 1
 * @param resultEpoch from 0: the epoch whose weights the phase gives, where that is not its last
 */
public record PhaseSummary(
        String name,
        int resolution,
        int epochs,
        double seconds,
        double imagesPerSecond,
        double dataWait,
        double loss,
        double accuracy,
        Optional<Integer> resultEpoch) {}
