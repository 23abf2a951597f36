package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.storage.ObjectKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A download from a real store over a connection that is cut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PullIT {
    private static final int SIZE = 6 << 20;
    private static final long LARGE = 256 << 10;

    private final byte[] weights = new byte[SIZE];
    private Stack stack;
    private CuttingProxy proxy;

    @BeforeAll
    void storeACheckpoint(@TempDir Path directory) throws IOException {
        stack = Stack.start(directory.resolve("home"), "--no-services");
        proxy = CuttingProxy.before(stack.storeAddress(), LARGE);
        new Random(5).nextBytes(weights);
        String key = ObjectKeys.checkpoint("flowers", "initial", 0, 1);
        stack.store().create(ObjectKeys.weights(key), weights);
        ObjectNode manifest = Json.mapper().createObjectNode();
        for (String number : new String[] {"attempt", "phase_index", "epoch", "step", "seed", "resolution"}) {
            manifest.put(number, 0);
        }
        manifest.put("train_loss", 0.5).put("train_accuracy", 0.5).put("sha256", Digests.sha256(weights));
        stack.store().create(ObjectKeys.checkpointManifest(key), Json.bytes(manifest));
        ObjectNode pointer = Json.mapper().createObjectNode();
        pointer.put("checkpoint", key)
                .put("phase", "initial")
                .put("phase_index", 0)
                .put("epoch", 0);
        pointer.put("sha256", Digests.sha256(weights));
        stack.store().create(ObjectKeys.latest("flowers"), Json.bytes(pointer));
        ObjectNode state = Json.mapper().createObjectNode();
        state.put("experiment", "flowers").put("status", "running").put("attempt", 1);
        stack.store().create(ObjectKeys.state("flowers"), Json.bytes(state));
    }

    @AfterAll
    void stop() throws IOException {
        proxy.close();
        stack.close();
    }

    private FixresCommand pull(Path directory) {
        return FixresCommand.run(
                directory,
                "pull",
                "flowers",
                directory.resolve("pulled").toString(),
                "--last",
                "--json",
                "--bootstrap",
                stack.bootstrap(),
                "--s3",
                proxy.address().toString(),
                "--access-key",
                stack.endpoint("access_key"),
                "--secret-key",
                stack.endpoint("secret_key"));
    }

    @Test
    void aConnectionThatIsCutTwiceIsGoneOnWith(@TempDir Path directory) throws IOException {
        // Given
        proxy.answered();
        proxy.cutAfter(2 << 20, 1 << 20);

        // When
        FixresCommand pull = pull(directory);

        // Then
        assertThat(pull.code()).as(String.join("\n", pull.err())).isZero();
        assertThat(pull.err())
                .filteredOn(line -> line.contains("the connection broke"))
                .hasSize(2);
        JsonNode checkpoint = Json.mapper().readTree(pull.out().get(0)).at("/checkpoints/0");
        assertThat(Path.of(checkpoint.get("folder").asText()).resolve("model.safetensors"))
                .hasBinaryContent(weights);
        assertThat(proxy.answered()).isBetween((long) SIZE, SIZE + SIZE / 4L);
    }

    @Test
    void aDraftOfAnEarlierCommandIsGoneOnWithAndWhatIsThereIsNotFetchedAgain(@TempDir Path directory)
            throws IOException {
        // Given
        Path folder = Files.createDirectories(directory.resolve("pulled/initial-0000-1"));
        String name = "model.safetensors." + Digests.sha256(weights).substring(0, 12) + ".part";
        Files.write(folder.resolve(name), java.util.Arrays.copyOf(weights, SIZE - (1 << 20)));
        proxy.answered();

        // When
        FixresCommand first = pull(directory);
        long fetchedFirst = proxy.answered();
        FixresCommand second = pull(directory);
        long fetchedSecond = proxy.answered();

        // Then
        assertThat(first.code()).as(String.join("\n", first.err())).isZero();
        assertThat(second.code()).isZero();
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(weights);
        assertThat(fetchedFirst).isBetween(1L << 20, 2L << 20);
        assertThat(fetchedSecond).isLessThan(LARGE);
        assertThat(Json.mapper()
                        .readTree(second.out().get(0))
                        .at("/checkpoints/0/fetched")
                        .asLong())
                .isZero();
    }
}
