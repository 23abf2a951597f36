package io.fixres.report.history;

import io.fixres.contracts.event.TrainingProgress;
import java.util.List;
import java.util.Optional;

/** Estimates when the running phase ends, from the speed of its last reports. */
public final class TimeLeft {
    /** Reports that are averaged: some ten seconds. */
    private static final int REPORTS = 6;

    private TimeLeft() {}

    /** Seconds to the end of the running phase; empty while nothing is known of its speed. */
    public static Optional<Double> ofPhase(RunHistory.View run) {
        if (run.last().isEmpty() || run.started().isEmpty()) {
            return Optional.empty();
        }
        TrainingProgress last = run.last().get();
        List<CurvePoint> points =
                run.phase(last.phase()).map(PhaseCurve::points).orElse(List.of());
        double speed = points.subList(Math.max(0, points.size() - REPORTS), points.size()).stream()
                .mapToDouble(CurvePoint::imagesPerSecond)
                .filter(rate -> rate > 0)
                .average()
                .orElse(0);
        double images = run.started().get().trainSamples()
                * (last.epochs() - CurvePoint.of(last).done());
        return speed > 0 && images >= 0 ? Optional.of(images / speed) : Optional.empty();
    }
}
