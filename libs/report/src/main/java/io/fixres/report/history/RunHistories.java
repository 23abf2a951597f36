package io.fixres.report.history;

import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Histories of the experiments that were heard of last. Safe for use by several threads. */
public final class RunHistories {
    private final Map<String, RunHistory> byExperiment;

    /**
     * Keeps so many.
     *
     * @param most experiments; the one that was silent for longest is forgotten first
     */
    public RunHistories(int most) {
        this.byExperiment = new LinkedHashMap<>(16, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RunHistory> eldest) {
                return size() > most;
            }
        };
    }

    /** Takes what was said; gives the point that a progress report adds to a curve. */
    public synchronized Optional<CurvePoint> add(TrainingEvent event) {
        return of(event.experiment()).add(event);
    }

    /** Takes a score. */
    public synchronized void add(EvaluationCompleted event) {
        of(event.experiment()).add(event);
    }

    private RunHistory of(String experiment) {
        return byExperiment.computeIfAbsent(experiment, id -> new RunHistory());
    }

    /** What is known of an experiment, nothing if it was never heard of. */
    public synchronized RunHistory.View view(String experiment) {
        return byExperiment.containsKey(experiment)
                ? byExperiment.get(experiment).view()
                : RunHistory.View.empty();
    }
}
