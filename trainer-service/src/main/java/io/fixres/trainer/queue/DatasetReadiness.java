package io.fixres.trainer.queue;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Optional;

/** Whether the dataset of an experiment can be trained on. */
sealed interface DatasetReadiness {
    /** It is stored whole. */
    record Ready(String dataset) implements DatasetReadiness {}

    /** It is still being stored. */
    record Waiting() implements DatasetReadiness {}

    /** Its source cannot become a dataset. */
    record Rejected(String reason) implements DatasetReadiness {}

    /** Looks the dataset of a state up. */
    static DatasetReadiness of(ExperimentState state, ObjectStore store) {
        if (state.dataset().isPresent()) {
            return new Ready(state.dataset().get());
        }
        Optional<SourceRecord> source = state.source()
                .flatMap(hash -> store.get(ObjectKeys.source(hash)))
                .map(object -> Json.read(object.content(), SourceRecord.class));
        if (source.isEmpty()) {
            return new Waiting();
        }
        Optional<String> dataset = source.get().dataset();
        return dataset.isPresent()
                ? new Ready(dataset.get())
                : new Rejected("the data source " + source.get().uri() + " was rejected: "
                        + source.get().rejection().orElse("no reason was stored"));
    }
}
