package io.fixres.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.kit.store.InMemoryObjectStore;
import org.junit.jupiter.api.Test;

class ReportObjectTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void aReportLiesBesideTheCheckpoints() {
        assertThat(ReportObject.put(store, "exp-1", "first")).isEqualTo("experiments/exp-1/report.html");
    }

    @Test
    void aReportAskedForAgainReplacesTheOneBefore() {
        // Given
        String key = ReportObject.put(store, "exp-1", "first");

        // When
        ReportObject.put(store, "exp-1", "second");

        // Then
        assertThat(new String(store.get(key).orElseThrow().content(), UTF_8)).isEqualTo("second");
    }
}
