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
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One bar at a time on a terminal: waiting and ingest, each phase, evaluation. It uses no colour. */
final class BarProgress implements Progress {
    private static final int UPDATE_MILLIS = 250;

    private final PrintStream out;
    private final int width;
    private String task = "";
    private ProgressBar bar;
    private long trainSamples;
    private String evaluated = "";

    BarProgress(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void say(String line) {
        finish();
        out.println(line);
    }

    @Override
    public void waiting(String reason) {
        show(reason, -1);
    }

    @Override
    public void ingesting(IngestPace.Reading pace) {
        show("ingest", pace.total().orElse(-1L));
        pace.total().ifPresent(bar::maxHint);
        bar.stepTo(pace.images());
        bar.setExtraMessage(Wording.ingest(pace));
    }

    @Override
    public void ready(DatasetReady dataset) {
        say(Wording.ready(dataset));
    }

    @Override
    public void started(ExperimentStarted started) {
        trainSamples = started.trainSamples();
        say(Wording.started(started));
    }

    @Override
    public void phase(PhaseStarted phase) {
        say(Wording.phase(phase));
    }

    @Override
    public void training(TrainingProgress training) {
        PhasePace pace = PhasePace.of(training, trainSamples);
        show(training.phase(), Math.max(1, pace.total()));
        bar.stepTo(pace.done());
        bar.setExtraMessage(String.format(
                "epoch %d/%d, %s, %s left",
                training.epoch() + 1, training.epochs(), Wording.figures(training), PhasePace.clock(pace.left())));
    }

    @Override
    public void phaseCompleted(PhaseSummary phase) {
        say(Wording.completed(phase));
    }

    @Override
    public void evaluated(EvaluationCompleted evaluation) {
        evaluated = Wording.evaluated(evaluation) + ", ";
    }

    @Override
    public void evaluations(int stored, int expected, Optional<Duration> left) {
        show("evaluations", Math.max(1, expected));
        bar.stepTo(stored);
        left.ifPresent(l -> bar.setExtraMessage(evaluated + PhasePace.clock(l) + " left"));
    }

    @Override
    public void close() {
        finish();
    }

    private void show(String name, long max) {
        if (bar != null && task.equals(name)) {
            return;
        }
        finish();
        task = name;
        bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(max)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(out, width))
                .build();
    }

    private void finish() {
        if (bar != null) {
            bar.close();
            bar = null;
            task = "";
        }
    }
}
