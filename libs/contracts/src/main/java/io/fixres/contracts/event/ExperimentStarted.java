package io.fixres.contracts.event;

/**
 * An attempt has begun to train.
 *
 * @param step optimizer steps that are done already (0, or where a resumed run goes on)
 * @param parameters number of weights of the network, statistics included
 */
public record ExperimentStarted(
        String experiment,
        int attempt,
        String recipe,
        String dataset,
        String network,
        long parameters,
        long trainSamples,
        long step,
        String trainer)
        implements TrainingEvent {}
