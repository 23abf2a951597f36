package io.fixres.ingest.dataset;

import io.fixres.contracts.dataset.DatasetManifest;
import java.nio.file.Path;

/**
 * A dataset as files, ready to be stored.
 *
 * @param directory holds the shards by their names
 */
public record AssembledDataset(DatasetManifest manifest, Path directory, Path samples, Path rejected) {}
