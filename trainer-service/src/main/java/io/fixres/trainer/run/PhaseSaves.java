package io.fixres.trainer.run;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.PhaseCompleted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.CheckpointManifest;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentState.ResumePoint;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.checkpoint.CurrentEnvironment;
import io.fixres.trainer.orders.PhasePlan;
import io.fixres.trainer.state.StateEdit;
import io.fixres.training.EpochMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Saves of one phase. Objects first, then one compare-and-set of the state that names them together with the events that
 * follow, then the events.
 */
final class PhaseSaves {
    private static final int RESUMES_KEPT = 2;
    private static final int SAVE_SHARE = 10;

    private final RunContext context;
    private final PhasePlan plan;
    private final long stepsBefore;
    private final Deque<String> resumes = new ArrayDeque<>();
    private long nextResume;

    PhaseSaves(RunContext context, PhasePlan plan, long stepsBefore, Optional<String> resumedFrom) {
        this.context = context;
        this.plan = plan;
        this.stepsBefore = stepsBefore;
        resumedFrom.ifPresent(resumes::add);
        scheduleResume(0);
    }

    void resumeIfDue(int epoch, long stepOfEpoch, PhaseClock clock) {
        if (System.nanoTime() - nextResume >= 0) {
            resume(epoch, stepOfEpoch, clock);
        }
    }

    /** Saves a resume state before the given step of an epoch, unless the newest stands there already. */
    void resume(int epoch, long stepOfEpoch, PhaseClock clock) {
        String key = resumeKey(epoch, stepOfEpoch);
        if (context.state()
                .current()
                .position()
                .filter(p -> p.key().equals(key))
                .isPresent()) {
            return;
        }
        ResumePoint point = storeResume(epoch, stepOfEpoch, clock);
        context.persistence().run(() -> context.state().change(edit -> edit.position(Optional.of(point))));
        forgetOldResumes(point);
    }

    /**
     * Saves the checkpoint of an epoch where one is due; the last epoch also ends the phase, unless scores may have a say
     * in that: then {@link #endPhase} does.
     */
    void endEpoch(int epoch, PhaseClock clock) {
        boolean last = epoch == plan.phase().epochs() - 1;
        if (!last && (epoch + 1) % plan.phase().checkpointEvery() != 0) {
            return;
        }
        EpochMetrics metrics = context.learner().epochMetrics();
        CheckpointRef checkpoint = context.traces()
                .within(
                        "save checkpoint",
                        Map.of("phase", plan.phase().name(), "epoch", epoch),
                        () -> storeCheckpoint(epoch, metrics));
        List<Envelope<?>> events = new ArrayList<>();
        events.add(saved(checkpoint, last));
        if (last && plan.phase().earlyStopping().isEmpty()) {
            PhaseSummary summary = summary(epoch, Optional.empty(), metrics, clock);
            events.add(completed(summary));
            commit(checkpoint, events, edit -> edit.phase(summary).position(Optional.empty()));
        } else {
            ResumePoint point = storeResume(epoch + 1, 0, clock);
            commit(checkpoint, events, edit -> edit.position(Optional.of(point)));
            forgetOldResumes(point);
        }
    }

    /**
     * Ends the phase with an epoch whose checkpoint is stored.
     *
     * @param result epoch whose weights the phase gives, if not its last
     */
    void endPhase(int epoch, Optional<Integer> result, PhaseClock clock) {
        PhaseSummary summary = summary(
                epoch, result.filter(best -> best != epoch), context.learner().epochMetrics(), clock);
        context.persistence().run(() -> context.state().change(edit -> {
            edit.phase(summary).position(Optional.empty());
            edit.pending(List.of(completed(summary)));
        }));
        context.persistence().run(context.state()::announcePending);
    }

    private Envelope<PhaseCompleted> completed(PhaseSummary summary) {
        PhaseCompleted completed =
                new PhaseCompleted(context.experiment(), context.state().attempt(), summary);
        return TrainerEvents.of(completed, plan.phase().name());
    }

    private void commit(CheckpointRef checkpoint, List<Envelope<?>> events, Consumer<StateEdit> also) {
        context.persistence().run(() -> context.state().change(edit -> {
            also.accept(edit.checkpoint(checkpoint));
            edit.pending(events);
        }));
        context.persistence().run(() -> context.files().pointToLatest(context.experiment(), checkpoint));
        context.persistence().run(context.state()::announcePending);
    }

    private ResumePoint storeResume(int epoch, long stepOfEpoch, PhaseClock clock) {
        long step = stepsBefore + epoch * plan.stepsPerEpoch() + stepOfEpoch;
        String key = resumeKey(epoch, stepOfEpoch);
        long start = System.nanoTime();
        ResumePoint point = context.persistence().get(() -> context.files()
                .saveResume(
                        context.learner(),
                        key,
                        plan.phaseIndex(),
                        epoch,
                        stepOfEpoch * plan.phase().batchSize(),
                        step,
                        clock));
        scheduleResume(System.nanoTime() - start);
        return point;
    }

    private String resumeKey(int epoch, long stepOfEpoch) {
        long step = stepsBefore + epoch * plan.stepsPerEpoch() + stepOfEpoch;
        return ObjectKeys.resume(context.experiment(), context.state().attempt(), step);
    }

    /** Where saving is slow the interval grows, so that it takes a tenth of the time at most. */
    private void scheduleResume(long lastTook) {
        long interval = Math.max(context.settings().resumeInterval().toNanos(), SAVE_SHARE * lastTook);
        nextResume = System.nanoTime() + interval;
    }

    private void forgetOldResumes(ResumePoint newest) {
        if (!resumes.contains(newest.key())) {
            resumes.add(newest.key());
        }
        while (resumes.size() > RESUMES_KEPT) {
            resumes.remove();
        }
        context.persistence().run(() -> context.files().keepResumes(context.experiment(), List.copyOf(resumes)));
    }

    private CheckpointRef storeCheckpoint(int epoch, EpochMetrics metrics) {
        ExperimentState state = context.state().current();
        long step = stepsBefore + (epoch + 1) * plan.stepsPerEpoch();
        String key = ObjectKeys.checkpoint(state.experiment(), plan.phase().name(), epoch, state.attempt());
        Map<String, String> metadata = metadata(epoch);
        String sha256 = context.persistence().get(() -> context.files()
                .saveCheckpoint(context.learner(), key, metadata, sha -> manifest(state, epoch, step, sha, metrics)));
        return new CheckpointRef(key, plan.phase().name(), plan.phaseIndex(), epoch, state.attempt(), step, sha256);
    }

    /** What a program needs to use the weights, without the manifest. */
    private Map<String, String> metadata(int epoch) {
        int resolution = plan.phase().resolution();
        List<EvaluationRequest> scored = context.recipe()
                .evaluationsOf(plan.phase().name(), epoch == plan.phase().epochs() - 1);
        Optional<EvaluationRequest> test = scored.stream()
                .filter(request -> request.adaptation().isEmpty())
                .filter(request -> request.resolution() == resolution)
                .findFirst()
                .or(() -> scored.stream().findFirst());
        Map<String, String> metadata = new HashMap<>();
        metadata.put("class_names", Json.text(context.dataset().classes()));
        metadata.put("resolution", String.valueOf(resolution));
        metadata.put(
                "test_resolution",
                String.valueOf(test.map(EvaluationRequest::resolution).orElse(resolution)));
        test.ifPresent(request -> metadata.put("test_transform", request.transform()));
        metadata.put(
                "training", Json.text(context.recipe().trainingView(plan.phase().name())));
        return metadata;
    }

    private CheckpointManifest manifest(
            ExperimentState state, int epoch, long step, String sha256, EpochMetrics metrics) {
        boolean last = epoch == plan.phase().epochs() - 1;
        return new CheckpointManifest(
                state.experiment(),
                state.attempt(),
                plan.phase().name(),
                plan.phaseIndex(),
                epoch,
                step,
                sha256,
                state.dataset().orElseThrow(),
                context.dataset().classes(),
                state.recipeSha256(),
                context.recipe().seed(),
                context.recipe().network(),
                plan.phase().resolution(),
                context.recipe().evaluationsOf(plan.phase().name(), last).stream()
                        .map(EvaluationRequest::transform)
                        .distinct()
                        .toList(),
                metrics.loss(),
                metrics.accuracy(),
                CurrentEnvironment.of(
                        context.learner().engine(), context.settings().trainer()));
    }

    private Envelope<CheckpointSaved> saved(CheckpointRef checkpoint, boolean last) {
        CheckpointSaved event = new CheckpointSaved(
                context.experiment(),
                checkpoint.attempt(),
                checkpoint.phase(),
                checkpoint.phaseIndex(),
                checkpoint.epoch(),
                checkpoint.step(),
                checkpoint.key(),
                checkpoint.sha256(),
                context.state().current().dataset().orElseThrow(),
                context.recipe().evaluationsOf(checkpoint.phase(), last));
        return TrainerEvents.of(event, checkpoint.phase(), checkpoint.epoch(), checkpoint.attempt());
    }

    private PhaseSummary summary(int epoch, Optional<Integer> result, EpochMetrics metrics, PhaseClock clock) {
        return new PhaseSummary(
                plan.phase().name(),
                plan.phase().resolution(),
                epoch + 1,
                clock.seconds(),
                clock.imagesPerSecond(),
                clock.waitShare(),
                metrics.loss(),
                metrics.accuracy(),
                result);
    }
}
