package io.fixres.cli.follow;

import io.fixres.cli.terminal.BarLine;
import io.fixres.cli.terminal.BarLine.Figure;
import io.fixres.cli.terminal.BarLine.Tone;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TrainingProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far one phase is. */
final class PhaseStage {
    private final String name;
    private int epochs;
    private int resolution;
    private boolean begun;
    private Optional<TrainingProgress> progress = Optional.empty();
    private Optional<PhaseSummary> summary = Optional.empty();
    private long trainSamples;

    PhaseStage(String name) {
        this.name = name;
    }

    void planned(int plannedEpochs, int plannedResolution) {
        epochs = plannedEpochs;
        resolution = plannedResolution;
    }

    void begun(PhaseStarted phase) {
        planned(phase.epochs(), phase.resolution());
        begun = true;
    }

    void at(TrainingProgress training, long samples) {
        begun = true;
        epochs = training.epochs();
        progress = Optional.of(training);
        trainSamples = samples;
    }

    void done(PhaseSummary phase) {
        summary = Optional.of(phase);
    }

    int epochs() {
        return epochs;
    }

    boolean active() {
        return begun && summary.isEmpty();
    }

    /** 0 to 1. */
    double share() {
        return summary.isPresent()
                ? 1
                : progress.filter(p -> p.epochs() > 0)
                        .map(p -> (p.epoch() + (double) p.stepOfEpoch() / Math.max(1, p.stepsPerEpoch())) / p.epochs())
                        .orElse(0.0);
    }

    BarLine bar() {
        Tone tone = summary.isPresent() ? Tone.DONE : begun ? Tone.ACTIVE : Tone.WAITING;
        return new BarLine(name, tone, OptionalDouble.of(Math.min(1, share())), figures());
    }

    /** For a line that does not begin with the phase's name. */
    List<Figure> figuresWithName() {
        List<Figure> all = new ArrayList<>(List.of(new Figure(name, 6)));
        all.addAll(figures());
        return all;
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        if (resolution > 0) {
            figures.add(new Figure(resolution + " px", 0));
        }
        figures.addAll(progressFigures());
        return figures;
    }

    private List<Figure> progressFigures() {
        if (summary.isPresent()) {
            PhaseSummary s = summary.get();
            return List.of(
                    new Figure(s.epochs() + " epochs", 1),
                    new Figure(loss(s.loss()), 4),
                    new Figure(accuracy(s.accuracy()), 3),
                    new Figure(speed(s.imagesPerSecond()), 2),
                    new Figure("in " + PhasePace.clock(Duration.ofSeconds(Math.round(s.seconds()))), 5));
        }
        if (progress.isEmpty()) {
            return epochs > 0 ? List.of(new Figure(epochs + " epochs", 1)) : List.of();
        }
        TrainingProgress p = progress.get();
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("epoch " + (p.epoch() + 1) + "/" + p.epochs(), 1),
                new Figure(loss(p.loss()), 4),
                new Figure(accuracy(p.accuracy()), 3),
                new Figure(speed(p.imagesPerSecond()), 2)));
        if (trainSamples > 0 && p.imagesPerSecond() > 0) {
            figures.add(new Figure(PhasePace.clock(PhasePace.of(p, trainSamples).left()) + " left", 5));
        }
        return figures;
    }

    private static String loss(double loss) {
        return String.format(Locale.ROOT, "loss %.3f", loss);
    }

    private static String accuracy(double share) {
        return String.format(Locale.ROOT, "acc %.1f %%", 100 * share);
    }

    private static String speed(double imagesPerSecond) {
        return String.format(Locale.ROOT, "%.0f images/s", imagesPerSecond);
    }
}
