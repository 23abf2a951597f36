package io.fixres.report.history;

import static io.fixres.report.history.Reports.phase;
import static io.fixres.report.history.Reports.report;
import static io.fixres.report.history.Reports.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
    private final RunHistory history = new RunHistory();

    private List<Long> steps() {
        return history.view().phase("initial").orElseThrow().points().stream()
                .map(CurvePoint::step)
                .toList();
    }

    @Test
    void aReportTellsHowManyEpochsAreDone() {
        // When
        history.add(report(1, 15, .7));

        // Then
        CurvePoint point =
                history.view().phase("initial").orElseThrow().points().get(0);
        assertThat(point.done()).isEqualTo(1.5);
        assertThat(point.end()).isFalse();
    }

    @Test
    void theLastStepOfAnEpochEndsIt() {
        // When
        history.add(report(1, 20, .7));

        // Then
        CurvePoint point =
                history.view().phase("initial").orElseThrow().points().get(0);
        assertThat(point.done()).isEqualTo(2);
        assertThat(point.end()).isTrue();
    }

    @Test
    void aReportHeardTwiceIsOnePoint() {
        // When
        history.add(report(1, 5, .7));
        history.add(report(1, 5, .7));

        // Then
        assertThat(steps()).containsExactly(5L);
    }

    @Test
    void aResumedRunReplacesWhatTheOlderAttemptSaidAboutLaterSteps() {
        // Given
        history.add(report(1, 5, .9));
        history.add(report(1, 10, .8));
        history.add(report(1, 15, .7));

        // When
        history.add(report(2, 8, .85));

        // Then
        assertThat(steps()).containsExactly(5L, 8L);
    }

    @Test
    void anAttemptThatIsOverIsNotHeard() {
        // Given
        history.add(started(2, 100));

        // When
        history.add(report(1, 5, .9));

        // Then
        assertThat(history.view().last()).isEmpty();
    }

    @Test
    void aLongCurveKeepsItsNewestPointAndBoundedLength() {
        // Given
        int steps = 20_000;
        history.add(phase(1, "initial", steps / 10));

        // When
        for (int step = 1; step <= steps; step++) {
            history.add(report(1, step, .5, steps / 10));
        }

        // Then
        assertThat(steps()).hasSizeLessThanOrEqualTo(PhaseHistory.MOST).last().isEqualTo((long) steps);
    }
}
