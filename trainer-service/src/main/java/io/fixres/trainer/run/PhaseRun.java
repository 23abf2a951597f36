package io.fixres.trainer.run;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.experiment.ExperimentState.ResumePoint;
import io.fixres.contracts.recipe.EarlyStopping;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.assembly.Batch;
import io.fixres.trainer.lease.StopReason;
import io.fixres.trainer.orders.PhasePlan;
import io.fixres.training.ImageBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The epochs and steps of one phase: waits for a batch, trains on it, reports, saves, and looks whether to stop. */
final class PhaseRun {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final RunContext context;
    private final PhasePlan plan;
    private final PhaseProgress progress;
    private final PhaseSaves saves;
    private final PhaseScores scores;
    private final int firstEpoch;
    private final long firstPosition;
    private final LearntImages learnt;
    private PhaseClock clock;

    PhaseRun(RunContext context, PhasePlan plan, long stepsBefore, Optional<ResumePoint> position, PhaseClock clock) {
        this.context = context;
        this.plan = plan;
        this.firstEpoch = position.map(ResumePoint::epoch).orElse(0);
        this.firstPosition = position.map(ResumePoint::position).orElse(0L);
        this.clock = clock;
        this.learnt = new LearntImages(context.learner());
        this.progress = new PhaseProgress(context, plan, stepsBefore, clock);
        this.saves = new PhaseSaves(context, plan, stepsBefore, position.map(ResumePoint::key));
        this.scores = new PhaseScores(context, plan);
    }

    void run(DataFeeds feeds) {
        announce();
        if (firstPosition == 0 && firstEpoch > 0 && endsBefore(firstEpoch)) {
            return;
        }
        try (DataFeeds.Feed feed = context.persistence()
                .get(() -> feeds.open(
                        context.state(),
                        plan,
                        context.dataset().classes().size(),
                        firstEpoch,
                        firstPosition,
                        learnt,
                        context.signal()))) {
            for (int epoch = firstEpoch; epoch < plan.phase().epochs(); epoch++) {
                int current = epoch;
                context.traces()
                        .within(
                                "epoch",
                                Map.of("phase", plan.phase().name(), "epoch", epoch),
                                () -> runEpoch(feed, current, current == firstEpoch ? firstPosition : 0));
                if (endsBefore(epoch + 1)) {
                    return;
                }
            }
        }
    }

    /** Whether the phase is over with the epochs before this one; a phase that may stop early is then ended. */
    private boolean endsBefore(int epoch) {
        boolean whole = epoch == plan.phase().epochs();
        if (plan.phase().earlyStopping().isEmpty()) {
            return whole;
        }
        EarlyStopping rule = plan.phase().earlyStopping().get();
        if (whole && !rule.restoreBest()) {
            saves.endPhase(epoch - 1, Optional.empty(), clock);
            return true;
        }
        EarlyStopping.Verdict verdict = scores.verdict(rule, () -> stopIfAsked(epoch, 0));
        if (!whole && !verdict.stop()) {
            return false;
        }
        saves.endPhase(epoch - 1, rule.restoreBest() ? Optional.of(verdict.bestEpoch()) : Optional.empty(), clock);
        return true;
    }

    private void announce() {
        PhaseStarted started = new PhaseStarted(
                context.experiment(),
                context.state().attempt(),
                plan.phase().name(),
                plan.phaseIndex(),
                plan.phase().resolution(),
                firstEpoch,
                plan.phase().epochs(),
                plan.stepsPerEpoch(),
                context.learner().trainableParameterCount());
        Envelope<PhaseStarted> event =
                TrainerEvents.of(started, started.attempt(), plan.phase().name());
        context.persistence().run(() -> context.state().commit(edit -> {}, List.of(event)));
    }

    private void runEpoch(DataFeeds.Feed feed, int epoch, long position) {
        if (position == 0) {
            context.learner().beginEpoch();
        }
        long firstStep = position / plan.phase().batchSize();
        for (long step = firstStep; step < plan.stepsPerEpoch(); step++) {
            stopIfAsked(epoch, step);
            step(feed, epoch, step);
            if (step + 1 < plan.stepsPerEpoch()) {
                progress.reportIfDue(epoch, step + 1, clock);
                saves.resumeIfDue(epoch, step + 1, clock);
            }
        }
        progress.report(epoch, plan.stepsPerEpoch(), clock);
        saves.endEpoch(epoch, clock);
    }

    private void step(DataFeeds.Feed feed, int epoch, long step) {
        long start = System.nanoTime();
        Batch batch = await(feed, epoch, step);
        long ready = System.nanoTime();
        int resolution = plan.phase().resolution();
        int[] labels = batch.labels();
        long[] keys = batch.keys();
        context.learner().step(new ImageBatch(batch.pixels(), labels, batch.n(), resolution, resolution), keys);
        learnt.learnt(keys, labels);
        feed.release(batch);
        long end = System.nanoTime();
        clock = clock.plus((end - start) / 1e9, (ready - start) / 1e9, batch.n());
        context.meters().step(batch.n(), Duration.ofNanos(ready - start), Duration.ofNanos(end - ready));
    }

    private Batch await(DataFeeds.Feed feed, int epoch, long step) {
        try {
            Optional<Batch> batch = feed.next(LOOK_EVERY);
            while (batch.isEmpty()) {
                stopIfAsked(epoch, step);
                batch = feed.next(LOOK_EVERY);
            }
            Batch whole = batch.get();
            if (whole.epoch() != epoch || whole.index() != step) {
                throw new IllegalStateException("batch " + whole.index() + " of epoch " + whole.epoch()
                        + " came where batch " + step + " of epoch " + epoch + " was due");
            }
            return whole;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    /** Saves where the run stands, unless it is not its own any more, and leaves it. */
    private void stopIfAsked(int epoch, long step) {
        Optional<StopReason> reason = context.signal().reason();
        if (reason.isEmpty()) {
            return;
        }
        if (reason.get() != StopReason.LEASE_LOST) {
            saves.resume(epoch, step, clock);
        }
        throw new StoppedException(reason.get());
    }
}
