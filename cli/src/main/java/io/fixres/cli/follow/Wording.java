package io.fixres.cli.follow;

import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.event.TrainingProgress;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences that both forms of progress use. */
final class Wording {
    private Wording() {}

    static String ready(DatasetReady dataset) {
        return "data " + dataset.dataset() + ": " + content(dataset);
    }

    static String content(DatasetReady dataset) {
        Map<String, Long> samples = dataset.samples();
        return dataset.classes().size() + " classes, "
                + samples.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + (dataset.rejected() > 0 ? ", " + dataset.rejected() + " refused" : "");
    }

    static String ingest(IngestPace.Reading pace) {
        return String.format(Locale.ROOT, "%.0f images/s", pace.imagesPerSecond())
                + pace.left()
                        .map(left -> ", " + PhasePace.clock(left) + " left")
                        .orElse("");
    }

    static String started(ExperimentStarted started) {
        return started.experiment() + ": " + started.network() + ", " + started.parameters() + " parameters, on "
                + started.trainSamples() + " pictures, by " + started.trainer()
                + (started.step() > 0 ? ", from step " + started.step() : "")
                + (started.attempt() > 1 ? " (attempt " + started.attempt() + ")" : "");
    }

    static String phase(PhaseStarted phase) {
        return "phase " + phase.phase() + ": " + phase.epochs() + " epochs at " + phase.resolution() + " px, "
                + phase.trainableParameters() + " trainable parameters"
                + (phase.epoch() > 0 ? ", from epoch " + (phase.epoch() + 1) : "");
    }

    static String epoch(TrainingProgress training) {
        return training.phase() + " epoch " + (training.epoch() + 1) + "/" + training.epochs();
    }

    static String figures(TrainingProgress training) {
        return String.format(
                Locale.ROOT,
                "loss %.3f, accuracy %.1f %%, %.0f images/s",
                training.loss(),
                100 * training.accuracy(),
                training.imagesPerSecond());
    }

    static String completed(PhaseSummary phase) {
        return String.format(
                Locale.ROOT,
                "phase %s done: %d epochs in %.0f s, %.0f images/s, loss %.3f, accuracy %.1f %%",
                phase.name(),
                phase.epochs(),
                phase.seconds(),
                phase.imagesPerSecond(),
                phase.loss(),
                100 * phase.accuracy());
    }

    static String evaluated(EvaluationCompleted e) {
        return String.format(
                Locale.ROOT,
                "scored %s epoch %d at %d px, %s: %.1f %% of %d (%s), %.0f images/s",
                e.phase(),
                e.epoch() + 1,
                e.resolution(),
                e.transform(),
                100 * e.top1(),
                e.n(),
                e.split(),
                e.seconds() > 0 ? e.n() / e.seconds() : 0);
    }

    static String ended(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return "failed: " + failed.message();
        }
        return outcome instanceof Outcome.Cancelled ? "cancelled" : "completed";
    }

    static String score(EvaluationCompleted e) {
        return String.format(
                Locale.ROOT, "%s at %d px, %s: %.1f %%", e.phase(), e.resolution(), e.transform(), 100 * e.top1());
    }
}
