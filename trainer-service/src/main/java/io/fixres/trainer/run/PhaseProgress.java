package io.fixres.trainer.run;

import io.fixres.contracts.event.TrainingProgress;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.orders.PhasePlan;
import io.fixres.training.EpochMetrics;
import org.jboss.logging.Logger;

/** Reports where training stands; a report that the broker does not take is dropped, since the next one says more. */
final class PhaseProgress {
    private static final Logger LOGGER = Logger.getLogger(PhaseProgress.class);

    private final RunContext context;
    private final PhasePlan plan;
    private final long stepsBefore;
    private PhaseClock lastClock;
    private long lastReport = System.nanoTime();

    PhaseProgress(RunContext context, PhasePlan plan, long stepsBefore, PhaseClock clock) {
        this.context = context;
        this.plan = plan;
        this.stepsBefore = stepsBefore;
        this.lastClock = clock;
    }

    void reportIfDue(int epoch, long stepOfEpoch, PhaseClock clock) {
        if (System.nanoTime() - lastReport
                >= context.settings().progressInterval().toNanos()) {
            report(epoch, stepOfEpoch, clock);
        }
    }

    void report(int epoch, long stepOfEpoch, PhaseClock clock) {
        EpochMetrics metrics = context.learner().epochMetrics();
        double rate = context.learner().learningRate();
        PhaseClock since = clock.minus(lastClock);
        context.meters().progress(metrics.loss(), metrics.accuracy(), rate);
        TrainingProgress progress = new TrainingProgress(
                context.experiment(),
                context.state().attempt(),
                plan.phase().name(),
                epoch,
                plan.phase().epochs(),
                stepsBefore + epoch * plan.stepsPerEpoch() + stepOfEpoch,
                stepOfEpoch,
                plan.stepsPerEpoch(),
                metrics.loss(),
                metrics.accuracy(),
                rate,
                since.imagesPerSecond(),
                since.waitShare());
        try {
            context.publisher()
                    .publish(TrainerEvents.of(progress, progress.attempt(), progress.phase(), progress.step()));
        } catch (BrokerUnavailableException e) {
            LOGGER.warnf("progress is not reported: %s", e.getMessage());
        }
        lastClock = clock;
        lastReport = System.nanoTime();
    }
}
