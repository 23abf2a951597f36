package io.fixres.page.feed;

import io.fixres.report.history.CurvePoint;
import java.util.Optional;

/** What an open page is told. */
public sealed interface News {
    /** Id of the experiment that it is about. */
    String experiment();

    /**
     * A point was added to a curve.
     *
     * @param secondsLeft of the phase, estimated
     */
    record Point(String experiment, String phase, CurvePoint point, Optional<Double> secondsLeft) implements News {}

    /** Anything else has changed: the page reads it anew. */
    record Changed(String experiment) implements News {}
}
