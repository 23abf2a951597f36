package io.fixres.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.cli.source.CheckpointDownload.Fetched;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDownloadTest {
    private static final String KEY = ObjectKeys.checkpoint("flowers", "finetune", 4, 1);
    private static final int SIZE = 300_000;

    @TempDir
    private Path directory;

    private final InMemoryObjectStore whole = new InMemoryObjectStore();
    private final BreakingStore store = new BreakingStore(whole);
    private final byte[] weights = new byte[SIZE];
    private CheckpointDownload download;

    @BeforeEach
    void storeACheckpoint() {
        new Random(1).nextBytes(weights);
        download = new CheckpointDownload(KEY, Digests.sha256(weights));
        whole.create(ObjectKeys.weights(KEY), weights);
        whole.create(ObjectKeys.checkpointManifest(KEY), manifest(download.sha256()));
    }

    private static byte[] manifest(String sha256) {
        ObjectNode manifest = Json.mapper().createObjectNode();
        manifest.put("sha256", sha256)
                .put("attempt", 1)
                .put("phase_index", 0)
                .put("epoch", 4)
                .put("step", 1)
                .put("seed", 1)
                .put("resolution", 32)
                .put("train_loss", 0.5)
                .put("train_accuracy", 0.5);
        return Json.bytes(manifest);
    }

    private Fetched fetch() {
        return download.to(store, directory, Transfer.UNSEEN, Duration.ZERO);
    }

    private Path draft() {
        return download.folder(directory)
                .resolve("model.safetensors." + download.sha256().substring(0, 12) + ".part");
    }

    @Test
    void aCheckpointLiesInAFolderThatNamesItsPhaseEpochAndAttempt() throws IOException {
        // When
        Fetched fetched = fetch();

        // Then
        assertThat(fetched.folder()).isEqualTo(directory.resolve("finetune-0004-1"));
        assertThat(Files.readAllBytes(fetched.folder().resolve("model.safetensors")))
                .isEqualTo(weights);
        assertThat(fetched.folder()).isDirectoryContaining("glob:**manifest.json");
        assertThat(fetched.fetched()).isEqualTo(SIZE);
        assertThat(draft()).doesNotExist();
    }

    @Test
    void aConnectionThatBreaksIsOpenedAgainForWhatLacks() throws IOException {
        // Given
        store.breakingAfter(100_000, 50_000);

        // When
        Fetched fetched = fetch();

        // Then
        assertThat(store.offsets()).containsExactly(0L, 100_000L, 150_000L);
        assertThat(Files.readAllBytes(fetched.folder().resolve("model.safetensors")))
                .isEqualTo(weights);
    }

    @Test
    void aStoreThatGivesNothingMoreLeavesADraftThatTheNextCommandGoesOnWith() {
        // Given
        store.breakingAfter(120_000, 0, 0, 0, 0, 0);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("came to 120000 of 300000 bytes")
                .hasMessageContaining("connection reset");
        assertThat(draft()).hasSize(120_000);
        store.offsets().clear();

        // When
        Fetched fetched = fetch();

        // Then
        assertThat(store.offsets()).containsExactly(120_000L);
        assertThat(fetched.fetched()).isEqualTo(SIZE - 120_000);
        assertThat(fetched.folder().resolve("model.safetensors")).hasBinaryContent(weights);
    }

    @Test
    void whatIsThereAlreadyIsNotFetchedAgain() {
        // Given
        fetch();
        store.offsets().clear();

        // When
        Fetched again = fetch();

        // Then
        assertThat(store.offsets()).isEmpty();
        assertThat(again.fetched()).isZero();
    }

    @Test
    void aDraftThatIsNoneOfTheseWeightsIsFetchedAnew() throws IOException {
        // Given
        Files.createDirectories(draft().getParent());
        Files.write(draft(), new byte[1000]);

        // When
        Fetched fetched = fetch();

        // Then
        assertThat(store.offsets()).containsExactly(1000L, 0L);
        assertThat(fetched.folder().resolve("model.safetensors")).hasBinaryContent(weights);
    }

    @Test
    void damagedWeightsAreRefusedAndLeaveNothing() {
        // Given
        String key = ObjectKeys.weights(KEY);
        whole.delete(key);
        whole.create(key, new byte[SIZE]);

        // When, Then
        assertThatThrownBy(this::fetch)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is damaged", download.sha256());
        assertThat(draft()).doesNotExist();
        assertThat(download.folder(directory).resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void aManifestThatNamesOtherWeightsIsRefusedBeforeAnythingIsFetched() {
        // Given
        String key = ObjectKeys.checkpointManifest(KEY);
        whole.delete(key);
        whole.create(key, manifest("00"));

        // When, Then
        assertThatThrownBy(this::fetch)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("manifest.json");
        assertThat(store.offsets()).isEmpty();
    }
}
