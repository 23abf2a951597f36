package io.fixres.cli.follow;

import io.fixres.cli.terminal.BarLine;
import io.fixres.cli.terminal.BarLine.Figure;
import io.fixres.cli.terminal.BarLine.Tone;
import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** All stages of one experiment as they stand: its data, each phase, and its evaluations. */
final class StageBoard implements Progress {
    private final Map<String, PhaseStage> phases = new LinkedHashMap<>();
    private Optional<String> note = Optional.empty();
    private Optional<IngestPace.Reading> ingest = Optional.empty();
    private Optional<String> data = Optional.empty();
    private long trainSamples;
    private int scored;
    private int expected;
    private Optional<Duration> scoresLeft = Optional.empty();
    private Optional<EvaluationCompleted> lastScore = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();

    @Override
    public void waiting(String reason) {
        note = Optional.of(reason);
    }

    @Override
    public void ingesting(IngestPace.Reading pace) {
        ingest = Optional.of(pace);
        note = Optional.empty();
    }

    @Override
    public void ready(DatasetReady dataset) {
        data = Optional.of(Wording.content(dataset));
    }

    @Override
    public void refused(String reason) {
        note = Optional.of("the data is refused: " + reason);
    }

    @Override
    public void stored(Snapshot snapshot) {
        snapshot.recipe().phases().forEach(phase -> stage(phase.name()).planned(phase.epochs(), phase.resolution()));
        snapshot.state().phases().forEach(this::phaseCompleted);
        scored = snapshot.scored();
        expected = snapshot.expected();
        if (data.isEmpty()) {
            data = snapshot.state().dataset();
        }
        if (snapshot.state().status() != ExperimentStatus.QUEUED) {
            note = Optional.empty();
        }
    }

    @Override
    public void started(ExperimentStarted started) {
        trainSamples = started.trainSamples();
        note = Optional.empty();
    }

    @Override
    public void phase(PhaseStarted phase) {
        stage(phase.phase()).begun(phase);
    }

    @Override
    public void training(TrainingProgress training) {
        stage(training.phase()).at(training, trainSamples);
        note = Optional.empty();
    }

    @Override
    public void phaseCompleted(PhaseSummary phase) {
        stage(phase.name()).done(phase);
    }

    @Override
    public void evaluated(EvaluationCompleted evaluation) {
        lastScore = Optional.of(evaluation);
    }

    @Override
    public void evaluations(int stored, int all, Optional<Duration> left) {
        scored = stored;
        expected = all;
        scoresLeft = left;
    }

    @Override
    public void ended(Outcome how) {
        outcome = Optional.of(how);
        note = how instanceof Outcome.Completed ? Optional.empty() : Optional.of(Wording.ended(how));
    }

    private PhaseStage stage(String phase) {
        return phases.computeIfAbsent(phase, PhaseStage::new);
    }

    /** What it waits for, if it does, or why it ended. */
    Optional<String> note() {
        return note;
    }

    /** A bar for each stage. */
    List<BarLine> stages() {
        List<BarLine> bars = new ArrayList<>();
        bars.add(dataStage());
        phases.values().forEach(phase -> bars.add(phase.bar()));
        bars.add(scores());
        return bars;
    }

    private BarLine dataStage() {
        if (data.isPresent()) {
            return new BarLine("data", Tone.DONE, OptionalDouble.of(1), List.of(new Figure(data.get(), 1)));
        }
        List<Figure> figures = ingest.map(
                        pace -> List.of(new Figure(pace.images() + " images", 2), new Figure(Wording.ingest(pace), 1)))
                .orElse(List.of());
        OptionalDouble share = ingest.flatMap(IngestPace.Reading::total)
                .map(total ->
                        OptionalDouble.of(Math.min(1, (double) ingest.get().images() / Math.max(1, total))))
                .orElse(OptionalDouble.of(0));
        return new BarLine("data", ingest.isPresent() ? Tone.ACTIVE : Tone.WAITING, share, figures);
    }

    private BarLine scores() {
        List<Figure> figures = new ArrayList<>();
        if (expected > 0) {
            figures.add(new Figure(scored + "/" + expected, 3));
        }
        lastScore.ifPresent(score -> figures.add(new Figure(Wording.score(score), 1)));
        scoresLeft.ifPresent(left -> figures.add(new Figure(PhasePace.clock(left) + " left", 2)));
        boolean done = expected > 0 && scored >= expected;
        return new BarLine(
                "scores",
                done ? Tone.DONE : scored > 0 ? Tone.ACTIVE : Tone.WAITING,
                OptionalDouble.of(expected == 0 ? 0 : Math.min(1, (double) scored / expected)),
                figures);
    }

    /** One bar for the whole experiment: the share of its epochs, and what goes on now. */
    BarLine summary(String name) {
        if (outcome.isPresent()) {
            boolean completed = outcome.get() instanceof Outcome.Completed;
            String text = completed ? lastScore.map(Wording::score).orElse("completed") : Wording.ended(outcome.get());
            return new BarLine(
                    name,
                    completed ? Tone.DONE : Tone.FAILED,
                    OptionalDouble.of(completed ? 1 : share()),
                    List.of(new Figure(text, 1)));
        }
        Optional<PhaseStage> current =
                phases.values().stream().filter(PhaseStage::active).reduce((a, b) -> b);
        if (note.isPresent() || current.isEmpty() && share() < 1) {
            List<Figure> figures =
                    note.map(text -> List.of(new Figure(text, 1))).orElse(List.of());
            return new BarLine(name, Tone.WAITING, OptionalDouble.of(share()), figures);
        }
        return new BarLine(
                name,
                Tone.ACTIVE,
                OptionalDouble.of(share()),
                current.map(PhaseStage::figuresWithName).orElseGet(() -> scores().figures()));
    }

    private double share() {
        int epochs = phases.values().stream().mapToInt(PhaseStage::epochs).sum();
        double done = phases.values().stream()
                .mapToDouble(phase -> phase.epochs() * phase.share())
                .sum();
        return epochs == 0 ? 0 : done / epochs;
    }
}
