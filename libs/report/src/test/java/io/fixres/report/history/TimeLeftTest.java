package io.fixres.report.history;

import static io.fixres.report.history.Reports.report;
import static io.fixres.report.history.Reports.started;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private final RunHistory history = new RunHistory();

    @Test
    void halfAnEpochOfAThousandImagesAtAHundredASecondTakesFiveSeconds() {
        // Given
        history.add(started(1, 1000));

        // When
        history.add(report(1, 15, .5));

        // Then
        assertThat(TimeLeft.ofPhase(history.view())).contains(5.0);
    }

    @Test
    void nothingIsKnownBeforeTheFirstReport() {
        // Given
        history.add(started(1, 1000));

        // When / Then
        assertThat(TimeLeft.ofPhase(history.view())).isEmpty();
    }
}
