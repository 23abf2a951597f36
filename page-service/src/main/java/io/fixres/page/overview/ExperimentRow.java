package io.fixres.page.overview;

import io.fixres.contracts.experiment.ExperimentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the list.
 *
 * @param place place in the queue, from 1
 * @param phase the phase that was heard of last; done and epochs are its epochs
 * @param secondsLeft of that phase, estimated, while the experiment runs
 * @param top1 highest accuracy of all evaluations, 0 to 1
 */
public record ExperimentRow(
        String experiment,
        ExperimentStatus status,
        String recipeName,
        Instant requested,
        Optional<Integer> place,
        Optional<String> phase,
        Optional<Double> done,
        Optional<Integer> epochs,
        Optional<Double> secondsLeft,
        Optional<Double> top1) {}
