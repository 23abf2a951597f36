package io.fixres.ingest.job;

import java.time.Duration;

/**
 * How long the worker waits.
 *
 * @param beat between two heartbeats
 * @param poll between two looks for jobs
 * @param pause after a failure, before the first new try
 */
public record WorkerTimes(Duration beat, Duration poll, Duration pause) {}
