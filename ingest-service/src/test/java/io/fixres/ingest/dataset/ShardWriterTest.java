package io.fixres.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardWriterTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"roses/1", "Rosé/花", "a-very-long-class-name/", "x"})
    void theOffsetIsExactWhateverTheNameNeedsInTheHeader(String name) throws IOException {
        // Given
        String key = name.endsWith("/") ? name + "n".repeat(300) : name;
        byte[] image = "the bytes of an image".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        // When
        ShardWriter.Location second;
        try (ShardWriter writer = new ShardWriter(directory, 1 << 20)) {
            writer.add("before/0", "jpg", new byte[777], 0);
            second = writer.add(key, "jpg", image, 1);
            writer.finishShard();
        }

        // Then
        byte[] shard = Files.readAllBytes(directory.resolve("shard-000000.tar"));
        int offset = (int) second.offset();
        assertThat(Arrays.copyOfRange(shard, offset, offset + image.length)).isEqualTo(image);
    }

    @Test
    void noShardIsLargerThanItsLimit() throws IOException {
        // When
        try (ShardWriter writer = new ShardWriter(directory, 20_000)) {
            for (int i = 0; i < 10; i++) {
                writer.add("class/" + i, "jpg", new byte[5000], 0);
            }
            writer.finishShard();

            // Then
            assertThat(writer.shards()).hasSize(5).allSatisfy(shard -> assertThat(shard.bytes())
                    .isLessThanOrEqualTo(20_000)
                    .isEqualTo(Files.size(directory.resolve(shard.name()))));
        }
    }
}
