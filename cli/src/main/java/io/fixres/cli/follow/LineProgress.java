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
    private final String prefix;
    private String waiting = "";
    private long trainSamples;
    private long lastReport;
    private int evaluations = -1;

    LineProgress(PrintStream out, String prefix) {
        this.out = out;
        this.prefix = prefix;
    }

    private void say(String line) {
        out.println(prefix + line);
    }

    @Override
    public void waiting(String reason) {
        if (!reason.equals(waiting)) {
            waiting = reason;
            say(reason);
        }
    }

    @Override
    public void ingesting(IngestPace.Reading pace) {
        if (pace.images() > 0 && System.nanoTime() - lastReport > INGEST_QUIET.toNanos()) {
            lastReport = System.nanoTime();
            say("  ingest: " + pace.images() + " images, " + Wording.ingest(pace));
        }
    }

    @Override
    public void ready(DatasetReady dataset) {
        say(Wording.ready(dataset));
    }

    @Override
    public void refused(String reason) {
        say("the data is refused: " + reason);
    }

    /** Lines tell what happens, not what is. */
    @Override
    public void stored(Snapshot snapshot) {}

    @Override
    public void started(ExperimentStarted started) {
        trainSamples = started.trainSamples();
        say(Wording.started(started));
    }

    @Override
    public void phase(PhaseStarted phase) {
        lastReport = 0;
        say(Wording.phase(phase));
    }

    @Override
    public void training(TrainingProgress training) {
        boolean epochEnds = training.stepOfEpoch() >= training.stepsPerEpoch();
        if (epochEnds || System.nanoTime() - lastReport > QUIET.toNanos()) {
            lastReport = System.nanoTime();
            PhasePace pace = PhasePace.of(training, trainSamples);
            say(String.format(
                    "  %s: step %d of %d, %s, %s left",
                    Wording.epoch(training),
                    training.stepOfEpoch(),
                    training.stepsPerEpoch(),
                    Wording.figures(training),
                    PhasePace.clock(pace.left())));
        }
    }

    @Override
    public void phaseCompleted(PhaseSummary phase) {
        say(Wording.completed(phase));
    }

    @Override
    public void evaluated(EvaluationCompleted evaluation) {
        say(Wording.evaluated(evaluation));
    }

    @Override
    public void evaluations(int stored, int expected, Optional<Duration> left) {
        if (stored != evaluations) {
            evaluations = stored;
            say(String.format(
                    "evaluations: %d of %d are stored%s",
                    stored,
                    expected,
                    left.map(l -> ", " + PhasePace.clock(l) + " left").orElse("")));
        }
    }

    @Override
    public void ended(Outcome outcome) {
        if (!prefix.isEmpty()) {
            say(Wording.ended(outcome));
        }
    }
}
