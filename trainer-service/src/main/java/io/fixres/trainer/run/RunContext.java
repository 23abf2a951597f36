package io.fixres.trainer.run;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.tracing.Traces;
import io.fixres.trainer.checkpoint.RunFiles;
import io.fixres.trainer.lease.Persistence;
import io.fixres.trainer.lease.RunState;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.metrics.TrainerMeters;

/** What all parts of one run share. */
record RunContext(
        RunState state,
        Recipe recipe,
        DatasetManifest dataset,
        Learner learner,
        RunFiles files,
        EventPublisher publisher,
        TrainerMeters meters,
        RunSettings settings,
        Persistence persistence,
        StopSignal signal,
        Traces traces) {
    String experiment() {
        return state.current().experiment();
    }

    long trainSamples() {
        return dataset.samples(Split.TRAIN);
    }
}
