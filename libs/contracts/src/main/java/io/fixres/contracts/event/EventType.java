package io.fixres.contracts.event;

import io.fixres.contracts.topic.Topics;
import java.util.Arrays;
import java.util.Optional;

/** CloudEvents types, one for each record of this package, with the topic that carries it. */
public enum EventType {
    EXPERIMENT_REQUESTED("io.fixres.experiment-requested.v1", ExperimentRequested.class, Topics.EXPERIMENTS),
    EXPERIMENT_CANCELLED("io.fixres.experiment-cancelled.v1", ExperimentCancelled.class, Topics.EXPERIMENTS),
    DATASET_READY("io.fixres.dataset-ready.v1", DatasetReady.class, Topics.DATASETS),
    DATASET_REJECTED("io.fixres.dataset-rejected.v1", DatasetRejected.class, Topics.DATASETS),
    BATCH_ORDERED("io.fixres.batch-ordered.v1", BatchOrdered.class, Topics.ORDERS),
    EXPERIMENT_STARTED("io.fixres.experiment-started.v1", ExperimentStarted.class, Topics.TRAINING),
    PHASE_STARTED("io.fixres.phase-started.v1", PhaseStarted.class, Topics.TRAINING),
    TRAINING_PROGRESS("io.fixres.training-progress.v1", TrainingProgress.class, Topics.TRAINING),
    CHECKPOINT_SAVED("io.fixres.checkpoint-saved.v1", CheckpointSaved.class, Topics.TRAINING),
    PHASE_COMPLETED("io.fixres.phase-completed.v1", PhaseCompleted.class, Topics.TRAINING),
    EXPERIMENT_COMPLETED("io.fixres.experiment-completed.v1", ExperimentCompleted.class, Topics.TRAINING),
    EXPERIMENT_FAILED("io.fixres.experiment-failed.v1", ExperimentFailed.class, Topics.TRAINING),
    EVALUATION_COMPLETED("io.fixres.evaluation-completed.v1", EvaluationCompleted.class, Topics.EVALUATIONS);

    /** CloudEvents type of batch records, whose value is a safetensors file and not JSON. */
    public static final String BATCH_RECORD = "io.fixres.batch-record.v1";

    private final String type;
    private final Class<? extends FixresEvent> data;
    private final String topic;

    EventType(String type, Class<? extends FixresEvent> data, String topic) {
        this.type = type;
        this.data = data;
        this.topic = topic;
    }

    /** The CloudEvents {@code type} attribute. */
    public String type() {
        return type;
    }

    /** The record that holds the data. */
    public Class<? extends FixresEvent> data() {
        return data;
    }

    /** The topic that carries it. */
    public String topic() {
        return topic;
    }

    /** By the CloudEvents {@code type} attribute. */
    public static Optional<EventType> of(String type) {
        return Arrays.stream(values()).filter(t -> t.type.equals(type)).findFirst();
    }

    /** By the record that holds the data. */
    public static EventType of(FixresEvent data) {
        return Arrays.stream(values())
                .filter(t -> t.data.isInstance(data))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no type for " + data.getClass()));
    }
}
