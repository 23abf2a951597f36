package io.fixres.contracts.event;

/** Asks a running or queued experiment to stop; it saves a checkpoint first and can be resumed. */
public record ExperimentCancelled(String experiment) implements FixresEvent {}
