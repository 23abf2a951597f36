package io.fixres.report.history;

import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The curve of one phase in bounded memory: when it grows too long, every second point within an epoch goes. */
final class PhaseHistory {
    /** More points than a chart has pixels. */
    static final int MOST = 600;

    private final String phase;
    private final TreeMap<Long, CurvePoint> points = new TreeMap<>();
    private int resolution;
    private int epochs;
    private long trainableParameters;
    private int attempt;

    PhaseHistory(String phase) {
        this.phase = phase;
    }

    void started(PhaseStarted event) {
        resolution = event.resolution();
        epochs = event.epochs();
        trainableParameters = event.trainableParameters();
    }

    /** A resumed run goes back to its newest resume state: what an older attempt said about later steps is void. */
    CurvePoint add(TrainingProgress report) {
        CurvePoint point = CurvePoint.of(report);
        epochs = report.epochs();
        if (report.attempt() > attempt) {
            attempt = report.attempt();
            points.tailMap(point.step(), true).clear();
        }
        points.put(point.step(), point);
        if (points.size() > MOST) {
            thin();
        }
        return point;
    }

    private void thin() {
        boolean onlyEnds = points.values().stream().filter(CurvePoint::end).count() > MOST / 2;
        List<Long> superfluous = new ArrayList<>();
        int index = 0;
        for (CurvePoint point : points.headMap(points.lastKey()).values()) {
            if ((onlyEnds || !point.end()) && index++ % 2 == 1) {
                superfluous.add(point.step());
            }
        }
        superfluous.forEach(points::remove);
    }

    PhaseCurve curve() {
        return new PhaseCurve(phase, resolution, epochs, trainableParameters, List.copyOf(points.values()));
    }
}
