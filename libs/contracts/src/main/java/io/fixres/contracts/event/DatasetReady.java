package io.fixres.contracts.event;

import java.util.List;
import java.util.Map;

/**
 * A dataset is stored whole.
 *
 * @param dataset its content-addressed id
 * @param source hash of the source, see {@link DataSource#hash}
 * @param classes class names; the index is the label
 * @param samples number of samples by split name
 * @param rejected number of images that were refused, listed in {@code rejected.jsonl}
 */
public record DatasetReady(
        String dataset, String source, String uri, List<String> classes, Map<String, Long> samples, long rejected)
        implements FixresEvent {}
