package io.fixres.report.history;

import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.TrainingEvent;
import io.fixres.contracts.event.TrainingProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said about one experiment while it ran. Safe for use by several threads. */
public final class RunHistory {
    private final Map<String, PhaseHistory> phases = new LinkedHashMap<>();
    private Optional<ExperimentStarted> started = Optional.empty();
    private Optional<TrainingProgress> last = Optional.empty();
    private Optional<Double> top1 = Optional.empty();
    private int attempt;

    /**
     * What is known of a run.
     *
     * @param last newest progress report
     * @param top1 highest accuracy of all evaluations, 0 to 1
     */
    public record View(
            Optional<ExperimentStarted> started,
            Optional<TrainingProgress> last,
            Optional<Double> top1,
            List<PhaseCurve> phases) {
        /** Nothing was heard. */
        public static View empty() {
            return new View(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }

        /** The curve of a phase. */
        public Optional<PhaseCurve> phase(String name) {
            return phases.stream().filter(p -> p.phase().equals(name)).findFirst();
        }
    }

    /** Takes what was said; an event of an attempt that is over is dropped. Gives the point that a report adds. */
    public synchronized Optional<CurvePoint> add(TrainingEvent event) {
        if (event.attempt() < attempt) {
            return Optional.empty();
        }
        attempt = event.attempt();
        if (event instanceof ExperimentStarted start) {
            started = Optional.of(start);
        } else if (event instanceof PhaseStarted phase) {
            phase(phase.phase()).started(phase);
        } else if (event instanceof TrainingProgress report) {
            last = Optional.of(report);
            return Optional.of(phase(report.phase()).add(report));
        }
        return Optional.empty();
    }

    /** Takes a score. */
    public synchronized void add(EvaluationCompleted event) {
        top1 = top1.filter(best -> best >= event.top1()).or(() -> Optional.of(event.top1()));
    }

    private PhaseHistory phase(String name) {
        return phases.computeIfAbsent(name, PhaseHistory::new);
    }

    /** What is known now. */
    public synchronized View view() {
        return new View(
                started,
                last,
                top1,
                phases.values().stream().map(PhaseHistory::curve).toList());
    }
}
