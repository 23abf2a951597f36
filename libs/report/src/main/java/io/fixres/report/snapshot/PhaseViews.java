package io.fixres.report.snapshot;

import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.report.history.CurvePoint;
import io.fixres.report.history.PhaseCurve;
import io.fixres.report.history.RunHistory;
import io.fixres.report.snapshot.Snapshot.Phase;
import io.fixres.report.snapshot.Snapshot.PhaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phases of a recipe with what state and history say about them. */
final class PhaseViews {
    private PhaseViews() {}

    static List<Phase> of(Recipe recipe, ExperimentState state, RunHistory.View run) {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < recipe.phases().size(); i++) {
            PhaseSpec spec = recipe.phases().get(i);
            Optional<PhaseSummary> summary = state.summary(spec.name());
            Optional<PhaseCurve> curve = run.phase(spec.name());
            List<CurvePoint> points = curve.map(PhaseCurve::points).orElse(List.of());
            int start = recipe.startOf(i);
            phases.add(new Phase(
                    spec.name(),
                    status(state, run, spec, summary),
                    start < 0
                            ? Optional.empty()
                            : Optional.of(recipe.phases().get(start).name()),
                    spec.resolution(),
                    summary.map(PhaseSummary::epochs).orElse(spec.epochs()),
                    spec.batchSize(),
                    TransformWords.of(spec.transform()),
                    spec.trainable().id(),
                    curve.map(PhaseCurve::trainableParameters).orElse(0L),
                    summary,
                    points));
        }
        return phases;
    }

    private static PhaseStatus status(
            ExperimentState state, RunHistory.View run, PhaseSpec spec, Optional<PhaseSummary> summary) {
        if (summary.isPresent()) {
            return PhaseStatus.DONE;
        }
        boolean begun =
                run.last().filter(report -> report.phase().equals(spec.name())).isPresent();
        if (!begun) {
            return PhaseStatus.WAITING;
        }
        return state.status() == ExperimentStatus.RUNNING ? PhaseStatus.RUNNING : PhaseStatus.STOPPED;
    }
}
