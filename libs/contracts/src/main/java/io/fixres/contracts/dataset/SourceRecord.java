package io.fixres.contracts.dataset;

import java.util.Optional;

/** {@code sources/<hash>.json}: what became of a source. Exactly one of dataset and rejection is present. */
public record SourceRecord(String source, String uri, Optional<String> dataset, Optional<String> rejection) {}
