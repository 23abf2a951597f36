package io.fixres.contracts.dataset;

import io.fixres.contracts.event.TraceContext;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code ingest/<hash>.json}: a source that was accepted and is not stored yet. Its holder writes it again and again
 * while it works (compare-and-set), so an object that stays the same has no living holder.
 *
 * @param source hash of the source, see {@link io.fixres.contracts.event.DataSource#hash}
 * @param split the split rule as the recipe writes it
 * @param attempt how often the job was claimed
 * @param holder name of the process that works on it; absent while it waits
 * @param beat counts the writes of the holder
 * @param images images checked so far, for progress bars
 * @param share of the source read so far, 0 to 1; absent where its size is not known
 * @param trace of the request that posted the job
 */
public record IngestJob(
        String source,
        String uri,
        String split,
        Instant requested,
        int attempt,
        Optional<String> holder,
        long beat,
        long images,
        Optional<Double> share,
        Optional<TraceContext> trace) {
    /** Fills what an older writer left out. */
    public IngestJob {
        share = share == null ? Optional.empty() : share;
        trace = trace == null ? Optional.empty() : trace;
    }

    /** A job that waits. */
    public static IngestJob waiting(String source, String uri, String split, Instant requested) {
        return new IngestJob(
                source, uri, split, requested, 0, Optional.empty(), 0, 0, Optional.empty(), Optional.empty());
    }

    /** Done within the trace of a request. */
    public IngestJob tracedBy(TraceContext request) {
        return new IngestJob(source, uri, split, requested, attempt, holder, beat, images, share, Optional.of(request));
    }

    /** Claimed by a process. */
    public IngestJob claimedBy(String process) {
        return new IngestJob(
                source, uri, split, requested, attempt + 1, Optional.of(process), beat + 1, 0, Optional.empty(), trace);
    }

    /** The holder lives. */
    public IngestJob beat(long imagesSoFar, Optional<Double> shareSoFar) {
        return new IngestJob(source, uri, split, requested, attempt, holder, beat + 1, imagesSoFar, shareSoFar, trace);
    }

    /** Given back; an attempt that was broken off by a shutdown does not count. */
    public IngestJob released(boolean countAttempt) {
        return new IngestJob(
                source,
                uri,
                split,
                requested,
                countAttempt ? attempt : attempt - 1,
                Optional.empty(),
                beat + 1,
                0,
                Optional.empty(),
                trace);
    }
}
