package io.fixres.ingest.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.DatasetRejected;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.ingest.dataset.DatasetStorage;
import io.fixres.ingest.job.JobBoard;
import io.fixres.kit.messaging.RecordingEventPublisher;
import io.fixres.kit.store.InMemoryObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHandlerTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RecordingEventPublisher publisher = new RecordingEventPublisher();
    private final RequestHandler handler = new RequestHandler(
            store,
            new JobBoard(store, "test", Duration.ofSeconds(15), System::nanoTime),
            new Announcements(new DatasetStorage(store), publisher),
            Clock.systemUTC());

    @Test
    void aRequestWithASourceBecomesAJobUnderItsSplit() {
        // When
        boolean accepted = handle("""
                {"recipe": "keras-fixres", "overrides": {"data.split": "tfds: 80%"}, "data": {"uri": "/flowers.tgz"}}""");

        // Then
        String source = new DataSource("/flowers.tgz", Optional.empty()).hash("tfds: 80%");
        assertThat(accepted).isTrue();
        assertThat(Json.read(
                        store.get(ObjectKeys.ingestJob(source)).orElseThrow().content(), IngestJob.class))
                .satisfies(job -> {
                    assertThat(job.uri()).isEqualTo("/flowers.tgz");
                    assertThat(job.split()).isEqualTo("tfds: 80%");
                    assertThat(job.holder()).isEmpty();
                });
    }

    @Test
    void theSameSourceAskedForTwiceIsOneJob() {
        // Given
        handle("""
                {"recipe": "demo", "data": {"uri": "/flowers.tgz"}}""");

        // When
        handle("""
                {"recipe": "demo", "seed": 7, "data": {"uri": "/flowers.tgz"}}""");

        // Then
        assertThat(store.list(ObjectKeys.INGEST)).hasSize(1);
    }

    @Test
    void whatBecameOfASourceIsSaidAgainWithTheSameId() {
        // Given
        String source = new DataSource("/flowers.tgz", Optional.empty()).hash("folders");
        store.create(
                ObjectKeys.source(source),
                Json.bytes(new SourceRecord(source, "/flowers.tgz", Optional.empty(), Optional.of("one class only"))));

        // When
        handle("""
                {"recipe": "demo", "data": {"uri": "/flowers.tgz"}}""");
        handle("""
                {"recipe": "demo", "data": {"uri": "/flowers.tgz"}}""");

        // Then
        assertThat(publisher.published(DatasetRejected.class))
                .hasSize(2)
                .containsOnly(new DatasetRejected(source, "/flowers.tgz", "one class only"));
        assertThat(publisher.published().stream().map(event -> event.id()).distinct())
                .hasSize(1);
        assertThat(store.list(ObjectKeys.INGEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"experiment\": \"e1\", \"resume\": true}",
                "{\"recipe\": \"demo\", \"dataset\": \"ds-1\"}",
                "{\"recipe\": \"no-such-recipe\", \"data\": {\"uri\": \"/flowers.tgz\"}}",
                "{\"recipe\": \"demo\", \"overrides\": {\"nonsense\": 1}, \"data\": {\"uri\": \"/flowers.tgz\"}}",
                "{\"recipe\": {\"name\": \"x\"}, \"data\": {\"uri\": \"/flowers.tgz\"}}",
                "{\"data\": {\"uri\": \"/flowers.tgz\"}}",
            })
    void whatNamesNoSourceOrHasNoValidRecipeIsLeftToTheTrainer(String data) {
        assertThat(handle(data)).isFalse();
        assertThat(store.list("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{}", "{\"specversion\": \"1.0\", \"type\": \"unknown\", \"id\": \"1\"}"})
    void whatCannotBeReadIsLeftToTheTrainer(String value) {
        assertThat(handler.handle(value.getBytes(UTF_8))).isFalse();
        assertThat(handler.handle(null)).isFalse();
    }

    @Test
    void aCancellationIsNoRequest() {
        assertThat(handler.handle("""
                {"specversion": "1.0", "id": "1", "type": "io.fixres.experiment-cancelled.v1", "source": "/me",
                 "data": {"experiment": "e1"}}""".getBytes(UTF_8))).isFalse();
    }

    private boolean handle(String data) {
        return handler.handle(("""
                {"specversion": "1.0", "id": "1", "type": "io.fixres.experiment-requested.v1", "source": "/me",
                 "data": %s}""").formatted(data).getBytes(UTF_8));
    }
}
