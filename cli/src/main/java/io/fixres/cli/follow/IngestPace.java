package io.fixres.cli.follow;

import io.fixres.contracts.dataset.IngestJob;
import java.time.Duration;
import java.util.Optional;

/** Works out the speed of an ingest from what its job shows at two looks. */
final class IngestPace {
    private long firstNanos;
    private int attempt;

    /**
     * How far an ingest is.
     *
     * @param images checked so far
     * @param total images in the source, estimated from the share read; empty where that is not known
     * @param left empty where it cannot be said
     */
    record Reading(long images, Optional<Long> total, double imagesPerSecond, Optional<Duration> left) {}

    /**
     * At a look.
     *
     * @param nanos on the monotonic clock
     * @return empty while nobody works on it
     */
    Optional<Reading> at(IngestJob job, long nanos) {
        if (job.holder().isEmpty()) {
            return Optional.empty();
        }
        if (job.attempt() != attempt) {
            attempt = job.attempt();
            firstNanos = nanos;
        }
        double seconds = (nanos - firstNanos) / 1e9;
        double speed = seconds > 0 ? job.images() / seconds : 0;
        Optional<Long> total = job.share()
                .filter(share -> share > 0 && job.images() > 0)
                .map(share -> Math.max(job.images(), Math.round(job.images() / share)));
        Optional<Duration> left =
                total.filter(n -> speed > 0).map(n -> Duration.ofMillis(Math.round(1000 * (n - job.images()) / speed)));
        return Optional.of(new Reading(job.images(), total, speed, left));
    }
}
