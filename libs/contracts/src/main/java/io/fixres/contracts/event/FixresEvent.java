package io.fixres.contracts.event;

/** The data of a CloudEvent; {@link EventType} names its type, topic and key. */
public sealed interface FixresEvent
        permits ExperimentRequested,
                ExperimentCancelled,
                DatasetReady,
                DatasetRejected,
                BatchOrdered,
                TrainingEvent,
                EvaluationCompleted {}
