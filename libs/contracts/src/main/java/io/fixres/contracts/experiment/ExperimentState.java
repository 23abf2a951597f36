package io.fixres.contracts.experiment;

import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.event.TrainingEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code state.json}: the single point of truth of a run, changed by compare-and-set only.
 *
 * @param requestSha256 of the request that created it: the same id with another request is refused
 * @param group name that it shares with the experiments that belong to it; absent for one that stands alone
 * @param source hash of the data source, absent where the request names a dataset
 * @param dataset id, once known
 * @param recipeSha256 of {@code recipe.yaml}
 * @param queueEntry key of the entry under {@code queue/} while it waits
 * @param attempt how often it was claimed; 0 before the first claim
 * @param lease who runs it, while RUNNING
 * @param position where the newest resume state stands
 * @param phases summaries of the phases that are done
 * @param checkpoints all checkpoints that are kept, oldest first
 * @param pending events that are stored here but were not acknowledged by the broker yet, as CloudEvents JSON; whoever
 *     goes on announces them
 * @param resumeEvents ids of the resume and cancel requests that were obeyed, so that a repetition has no effect
 * @param trace of the request, so that every attempt goes on in it; absent in states of an older writer
 */
public record ExperimentState(
        String experiment,
        ExperimentStatus status,
        String requestSha256,
        String recipeName,
        Instant requested,
        Optional<String> group,
        Optional<String> source,
        Optional<String> dataset,
        String recipeSha256,
        Optional<String> queueEntry,
        int attempt,
        Optional<Lease> lease,
        Optional<ResumePoint> position,
        List<PhaseSummary> phases,
        List<CheckpointRef> checkpoints,
        List<String> pending,
        List<String> resumeEvents,
        Optional<FailureCategory> failure,
        Optional<String> message,
        Optional<TraceContext> trace) {

    /** Fills what an older writer left out. */
    public ExperimentState {
        phases = phases == null ? List.of() : List.copyOf(phases);
        checkpoints = checkpoints == null ? List.of() : List.copyOf(checkpoints);
        pending = pending == null ? List.of() : List.copyOf(pending);
        resumeEvents = resumeEvents == null ? List.of() : List.copyOf(resumeEvents);
        trace = trace == null ? Optional.empty() : trace;
    }

    /** Where spans of this experiment belong: the trace of its request, else one that follows from its id. */
    public TraceContext traceContext() {
        return trace.orElseGet(() -> TraceContext.ofExperiment(experiment));
    }

    /** How a phase went that is done. */
    public Optional<PhaseSummary> summary(String phase) {
        return phases.stream().filter(summary -> summary.name().equals(phase)).findFirst();
    }

    /** By phase: the epoch, from 0, that it gives where that is not its last. */
    public Map<String, Integer> resultEpochs() {
        Map<String, Integer> epochs = new HashMap<>();
        phases.forEach(phase -> phase.resultEpoch().ifPresent(epoch -> epochs.put(phase.name(), epoch)));
        return epochs;
    }

    /**
     * Who runs an attempt.
     *
     * @param trainer name of the process
     * @param beat grows by one at every heartbeat, so that the object's etag changes
     * @param termSeconds a lease whose etag has not changed for this long on the observer's clock is dead
     * @param reply partition that replies come to, absent before the first order
     */
    public record Lease(String trainer, long beat, int termSeconds, Optional<ReplyPartition> reply) {}

    /** A partition of a batches topic that only the holder of the lease reads. */
    public record ReplyPartition(String topic, int partition) {}

    /**
     * The newest resume state.
     *
     * @param key prefix of the resume objects
     * @param sha256 of {@code state.safetensors} there
     * @param position first position of the epoch that is not trained on yet
     * @param step optimizer steps done
     */
    public record ResumePoint(String key, String sha256, int phaseIndex, int epoch, long position, long step) {}

    /** A checkpoint that is kept. */
    public record CheckpointRef(
            String key, String phase, int phaseIndex, int epoch, int attempt, long step, String sha256) {}

    /** With these checkpoints only and nothing to resume from, as when the recipe's rule was applied at the end. */
    public ExperimentState retaining(List<CheckpointRef> kept) {
        return new ExperimentState(
                experiment,
                status,
                requestSha256,
                recipeName,
                requested,
                group,
                source,
                dataset,
                recipeSha256,
                queueEntry,
                attempt,
                lease,
                Optional.empty(),
                phases,
                kept,
                pending,
                resumeEvents,
                failure,
                message,
                trace);
    }

    /** Which events may be pending. */
    public static boolean announcedByTrainer(Object event) {
        return event instanceof TrainingEvent;
    }
}
