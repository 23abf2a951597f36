package io.fixres.page.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.store.StoredObject;
import io.fixres.page.States;
import io.fixres.page.TestConfiguration;
import io.fixres.report.history.RunHistories;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Overview overview = new Overview(
            store,
            new RunHistories(10),
            new TestConfiguration(2),
            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    private void store(ExperimentState state) {
        String key = ObjectKeys.state(state.experiment());
        if (!store.create(key, Json.bytes(state))) {
            StoredObject old = store.get(key).orElseThrow();
            store.replace(key, Json.bytes(state), old.etag());
        }
    }

    @Test
    void theNewestAreListedAndTheRestCounted() {
        // Given
        store(States.requested("first", ExperimentStatus.COMPLETED, 1));
        store(States.requested("third", ExperimentStatus.RUNNING, 3));
        store(States.requested("second", ExperimentStatus.FAILED, 2));

        // When
        ExperimentList list = overview.list();

        // Then
        assertThat(list.experiments()).extracting(ExperimentRow::experiment).containsExactly("third", "second");
        assertThat(list.more()).isEqualTo(1);
    }

    @Test
    void aNewExperimentThatWasHeardOfIsListedAtOnce() {
        // Given
        overview.list();
        store(States.of("new", ExperimentStatus.QUEUED));

        // When
        overview.stale("new");

        // Then
        assertThat(overview.list().experiments())
                .extracting(ExperimentRow::experiment)
                .containsExactly("new");
    }

    @Test
    void anEndedExperimentThatIsResumedIsReadAgain() {
        // Given
        store(States.of("exp-1", ExperimentStatus.CANCELLED));
        overview.list();
        store(States.of("exp-1", ExperimentStatus.RUNNING));

        // When
        overview.stale("exp-1");

        // Then
        assertThat(overview.list().experiments())
                .extracting(ExperimentRow::status)
                .containsExactly(ExperimentStatus.RUNNING);
    }
}
