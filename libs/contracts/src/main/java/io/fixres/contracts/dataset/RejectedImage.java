package io.fixres.contracts.dataset;

/** One line of {@code rejected.jsonl}: an entry of the source that is not in the dataset, and why. */
public record RejectedImage(String path, String reason) {}
