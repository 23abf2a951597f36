package io.fixres.cli.follow;

import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TrainingProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Plain lines, for logs and pipes: a line at each event, training at most every ten seconds and at each epoch's end. */
final class LineProgress implements Progress {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration INGEST_QUIET = Duration.ofSeconds(4);

    private final PrintStream out;
    private String waiting = "";
    private long trainSamples;
    private long lastReport;
    private int evaluations = -1;

    LineProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String line) {
        out.println(line);
    }

    @Override
    public void waiting(String reason) {
        if (!reason.equals(waiting)) {
            waiting = reason;
            out.println(reason);
        }
    }

    @Override
    public void ingesting(IngestPace.Reading pace) {
        if (pace.images() > 0 && System.nanoTime() - lastReport > INGEST_QUIET.toNanos()) {
            lastReport = System.nanoTime();
            out.printf("  ingest: %d images, %s%n", pace.images(), Wording.ingest(pace));
        }
    }

    @Override
    public void ready(DatasetReady dataset) {
        out.println(Wording.ready(dataset));
    }

    @Override
    public void started(ExperimentStarted started) {
        trainSamples = started.trainSamples();
        out.println(Wording.started(started));
    }

    @Override
    public void phase(PhaseStarted phase) {
        lastReport = 0;
        out.println(Wording.phase(phase));
    }

    @Override
    public void training(TrainingProgress training) {
        boolean epochEnds = training.stepOfEpoch() >= training.stepsPerEpoch();
        if (epochEnds || System.nanoTime() - lastReport > QUIET.toNanos()) {
            lastReport = System.nanoTime();
            PhasePace pace = PhasePace.of(training, trainSamples);
            out.printf(
                    "  %s: step %d of %d, %s, %s left%n",
                    Wording.epoch(training),
                    training.stepOfEpoch(),
                    training.stepsPerEpoch(),
                    Wording.figures(training),
                    PhasePace.clock(pace.left()));
        }
    }

    @Override
    public void phaseCompleted(PhaseSummary phase) {
        out.println(Wording.completed(phase));
    }

    @Override
    public void evaluated(EvaluationCompleted evaluation) {
        out.println(Wording.evaluated(evaluation));
    }

    @Override
    public void evaluations(int stored, int expected, Optional<Duration> left) {
        if (stored != evaluations) {
            evaluations = stored;
            out.printf(
                    "evaluations: %d of %d are stored%s%n",
                    stored,
                    expected,
                    left.map(l -> ", " + PhasePace.clock(l) + " left").orElse(""));
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
