package io.fixres.contracts.event;

/** A source cannot become a dataset; the reason names what is wrong and what to do. */
public record DatasetRejected(String source, String uri, String reason) implements FixresEvent {}
