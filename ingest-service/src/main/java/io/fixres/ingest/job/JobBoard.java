package io.fixres.ingest.job;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The jobs in the store. A job is held by whoever wrote it last; the holder writes it at every heartbeat, and a job that
 * has not changed for a whole term, on the observer's own clock, may be taken over. Two holders at once do no harm,
 * since everything that ingest stores is created once; the lease only saves doubled work.
 */
public final class JobBoard {
    /** An etag, and when it was seen first (nanoseconds on the monotonic clock). */
    private record Seen(String etag, long since) {}

    private record Waiting(String key, IngestJob job, String etag) {}

    private final ObjectStore store;
    private final String process;
    private final Duration term;
    private final LongSupplier clock;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * For one process.
     *
     * @param term after which a job that does not change has lost its holder
     * @param clock nanoseconds, monotonic
     */
    public JobBoard(ObjectStore store, String process, Duration term, LongSupplier clock) {
        this.store = store;
        this.process = process;
        this.term = term;
        this.clock = clock;
    }

    /** Stores a job; one for the same source that waits already is left as it is. */
    public void post(IngestJob job) {
        store.create(ObjectKeys.ingestJob(job.source()), Json.bytes(job));
    }

    /** Claims the job that was requested first, of those that nobody holds. */
    synchronized Optional<Claim> claim() {
        List<String> keys = store.list(ObjectKeys.INGEST);
        seen.keySet().retainAll(Set.copyOf(keys));
        List<Waiting> free = new ArrayList<>();
        for (String key : keys) {
            store.get(key).flatMap(object -> free(key, object)).ifPresent(free::add);
        }
        free.sort(Comparator.comparing(waiting -> waiting.job().requested()));
        for (Waiting waiting : free) {
            IngestJob mine = waiting.job().claimedBy(process);
            Optional<String> etag = store.replace(waiting.key(), Json.bytes(mine), waiting.etag());
            if (etag.isPresent()) {
                return Optional.of(new Claim(mine, etag.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Waiting> free(String key, StoredObject object) {
        IngestJob job = Json.read(object.content(), IngestJob.class);
        long now = clock.getAsLong();
        Seen known = seen.get(key);
        if (known == null || !known.etag().equals(object.etag())) {
            known = new Seen(object.etag(), now);
            seen.put(key, known);
        }
        boolean dead = now - known.since() >= term.toNanos();
        return job.holder().isEmpty() || dead ? Optional.of(new Waiting(key, job, object.etag())) : Optional.empty();
    }

    /** Shows that the holder lives; empty if the job is no longer its own. */
    Optional<Claim> beat(Claim claim, long images, Optional<Double> share) {
        IngestJob job = claim.job().beat(images, share);
        return store.replace(ObjectKeys.ingestJob(job.source()), Json.bytes(job), claim.etag())
                .map(etag -> new Claim(job, etag));
    }

    /** Gives a job back for another try, by this process or another. */
    void release(Claim claim, boolean countAttempt) {
        IngestJob job = claim.job().released(countAttempt);
        store.replace(ObjectKeys.ingestJob(job.source()), Json.bytes(job), claim.etag());
    }

    /** Removes a job whose outcome is stored and announced. */
    void finish(Claim claim) {
        store.delete(ObjectKeys.ingestJob(claim.job().source()));
    }
}
