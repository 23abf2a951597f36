package io.fixres.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.DatasetRejected;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.ingest.Archives;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestWorkerTest {
    private static final String SPLIT = "tfds: 75%";

    @TempDir
    private Path directory;

    private WorkerFixture fixture;
    private JobBoard board;
    private IngestJob job;

    @BeforeEach
    void setUp() {
        fixture = new WorkerFixture(directory);
        board = fixture.board("first");
        job = WorkerFixture.job(
                Archives.tgz(directory.resolve("a.tgz"), Archives.pets(8)).toString(), SPLIT);
        board.post(job);
    }

    @Test
    void aJobBecomesADatasetThatIsRecordedAndAnnounced() {
        // When
        boolean worked = fixture.worker(board).workOnce(fixture.shutdown);

        // Then
        assertThat(worked).isTrue();
        DatasetReady ready = fixture.publisher.published(DatasetReady.class).get(0);
        assertThat(ready.source()).isEqualTo(job.source());
        assertThat(ready.classes()).containsExactly("cat", "dog");
        assertThat(ready.samples()).containsEntry("train", 12L).containsEntry("validation", 4L);
        assertThat(record().dataset()).contains(ready.dataset());
        assertThat(fixture.store().list(ObjectKeys.INGEST)).isEmpty();
        assertThat(fixture.store().exists(ObjectKeys.datasetManifest(ready.dataset())))
                .isTrue();
    }

    @Test
    void aSourceThatCannotBecomeADatasetIsRejectedOnceAndForAll() {
        // Given
        fixture.worker(board).workOnce(fixture.shutdown);
        IngestJob missing = WorkerFixture.job("/nowhere/x.tgz", SPLIT);
        board.post(missing);

        // When
        fixture.worker(board).workOnce(fixture.shutdown);

        // Then
        assertThat(fixture.publisher.published(DatasetRejected.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.source()).isEqualTo(missing.source());
                    assertThat(rejected.reason()).contains("'/nowhere/x.tgz' does not exist");
                });
        assertThat(fixture.store().list("sources/")).hasSize(2);
        assertThat(fixture.store().list(ObjectKeys.INGEST)).isEmpty();
    }

    /** The writes of an attempt: claim, two shards, samples, rejected, manifest, record, removal of the job. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void killedAfterAnyWriteTheNextProcessEndsWithTheSameDataset(int writes) {
        // Given what an undisturbed ingest stores
        WorkerFixture undisturbed = new WorkerFixture(directory.resolve("undisturbed"));
        undisturbed.board("only").post(job);
        undisturbed.worker(undisturbed.board("only")).workOnce(undisturbed.shutdown);
        fixture.store().failAfterWrites(writes);
        assertThatThrownBy(() -> fixture.worker(board).workOnce(fixture.shutdown))
                .isInstanceOf(StoreUnavailableException.class);
        fixture.store().failAfterWrites(-1);
        fixture.store().available(true);

        // When
        JobBoard second = fixture.board("second");
        fixture.worker(second).workOnce(fixture.shutdown);
        fixture.pass(WorkerFixture.TERM);
        fixture.worker(second).workOnce(fixture.shutdown);

        // Then
        List<String> keys = fixture.store().list("");
        assertThat(keys).isEqualTo(undisturbed.store().list(""));
        assertThat(keys).allSatisfy(key -> assertThat(
                        fixture.store().get(key).orElseThrow().content())
                .isEqualTo(undisturbed.store().get(key).orElseThrow().content()));
        assertThat(fixture.publisher.published())
                .extracting(event -> event.id())
                .containsOnly(undisturbed.publisher.published().get(0).id());
    }

    @Test
    void aBrokerThatDoesNotAnswerLeavesTheJobToBeAnnouncedLater() {
        // Given
        fixture.publisher.available(false);
        assertThatThrownBy(() -> fixture.worker(board).workOnce(fixture.shutdown))
                .isInstanceOf(BrokerUnavailableException.class);
        fixture.publisher.available(true);

        // When
        fixture.worker(board).workOnce(fixture.shutdown);

        // Then
        assertThat(fixture.publisher.published(DatasetReady.class)).hasSize(1);
        assertThat(fixture.store().list(ObjectKeys.INGEST)).isEmpty();
    }

    @Test
    void aHolderIsLeftAloneUntilItHasBeenSilentForATerm() {
        // Given
        JobBoard second = fixture.board("second");
        Claim claim = board.claim().orElseThrow();

        // When / Then
        assertThat(second.claim()).isEmpty();
        fixture.pass(WorkerFixture.TERM.dividedBy(2));
        claim = board.beat(claim, 5, Optional.empty()).orElseThrow();
        assertThat(second.claim()).isEmpty();
        fixture.pass(WorkerFixture.TERM.dividedBy(2));
        assertThat(second.claim()).isEmpty();
        fixture.pass(WorkerFixture.TERM.dividedBy(2));
        assertThat(second.claim())
                .hasValueSatisfying(taken -> assertThat(taken.job().attempt()).isEqualTo(2));
        assertThat(board.beat(claim, 6, Optional.empty())).isEmpty();
    }

    @Test
    void twoReplicasOnOneJobAtOnceStoreOneDataset() throws InterruptedException {
        // Given boards that take any holder for dead, so that both claim the job
        JobBoard impatient = new JobBoard(fixture.store(), "first", Duration.ZERO, System::nanoTime);
        JobBoard other = new JobBoard(fixture.store(), "second", Duration.ZERO, System::nanoTime);
        List<Thread> replicas = Stream.of(impatient, other)
                .map(own -> new Thread(() -> fixture.worker(own).workOnce(fixture.shutdown)))
                .toList();

        // When
        replicas.forEach(Thread::start);
        for (Thread replica : replicas) {
            replica.join();
        }

        // Then
        assertThat(fixture.store().list("datasets/").stream().filter(key -> key.endsWith("manifest.json")))
                .hasSize(1);
        assertThat(fixture.publisher.published().stream()
                        .map(event -> event.id())
                        .distinct())
                .hasSize(1);
        assertThat(fixture.store().list(ObjectKeys.INGEST)).isEmpty();
    }

    @Test
    void aJobThatTakesItsProcessDownAgainAndAgainIsRejected() {
        // Given
        for (int i = 0; i < IngestWorker.MAX_ATTEMPTS; i++) {
            JobBoard killed = fixture.board("killed-" + i);
            killed.claim();
            fixture.pass(WorkerFixture.TERM);
            killed.claim();
        }
        JobBoard survivor = fixture.board("survivor");
        survivor.claim();
        fixture.pass(WorkerFixture.TERM);

        // When
        fixture.worker(survivor).workOnce(fixture.shutdown);

        // Then
        assertThat(fixture.publisher.published(DatasetRejected.class))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).contains("took its process down 5 times"));
    }

    @Test
    void aShutdownGivesTheJobBackWithoutCountingTheAttempt() {
        // Given
        fixture.shutdown.request();

        // When
        fixture.worker(board).workOnce(fixture.shutdown);

        // Then
        assertThat(board.claim())
                .hasValueSatisfying(claim -> assertThat(claim.job().attempt()).isEqualTo(1));
        assertThat(fixture.publisher.published()).isEmpty();
    }

    @Test
    void aSourceThatStaysSilentIsRejectedAfterItsTries() {
        // Given nobody listens on the port
        fixture.worker(board).workOnce(fixture.shutdown);
        board.post(WorkerFixture.job("http://localhost:1/x.tgz", SPLIT));

        // When
        fixture.worker(board).workOnce(fixture.shutdown);

        // Then
        assertThat(fixture.publisher.published(DatasetRejected.class))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).contains("(tried 5 times)"));
    }

    private SourceRecord record() {
        return Json.read(
                fixture.store()
                        .get(ObjectKeys.source(job.source()))
                        .orElseThrow()
                        .content(),
                SourceRecord.class);
    }
}
