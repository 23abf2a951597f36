package io.fixres.ingest.job;

import io.fixres.contracts.dataset.IngestJob;

/** A job that this process holds, with the etag of its last write. */
record Claim(IngestJob job, String etag) {}
