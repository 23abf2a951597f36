package io.fixres.contracts.event;

/** What a trainer says about one attempt of one experiment, on the topic {@code fixres.training}. */
public sealed interface TrainingEvent extends FixresEvent
        permits ExperimentStarted,
                PhaseStarted,
                TrainingProgress,
                CheckpointSaved,
                PhaseCompleted,
                ExperimentCompleted,
                ExperimentFailed {
    /** Id of the experiment, which is the key of the record. */
    String experiment();

    /** How often the experiment had been claimed when this was said, from 1. */
    int attempt();
}
