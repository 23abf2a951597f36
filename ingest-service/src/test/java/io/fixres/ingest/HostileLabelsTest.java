package io.fixres.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.RejectedImage;
import io.fixres.ingest.source.RejectedSourceException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileLabelsTest {
    private static final String SPLIT = "fraction: 0.3";

    @TempDir
    private Path directory;

    private IngestFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new IngestFixture(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cls  | -1                    | .cls is -1 but class numbers are 0 to 65535",
                "cls  | 65536                 | .cls is 65536 but class numbers are 0 to 65535",
                "cls  | 99999999999999999999  | .cls is 99999999999999999999 but class numbers are 0 to 65535",
                "cls  | ../../escaped         | .cls is '../../escaped' but must be a class number or a class name",
                "cls  | .hidden               | .cls is '.hidden' but must be",
                "cls  | ''                    | .cls is '' but must be",
                "json | {\"label\": [1, 2]}   | label in its .json is [1,2] but must be a class number or a class name",
                "json | {\"label\": 1.5}      | label in its .json is 1.5 but must be",
                "json | {\"label\": 3         | its .json cannot be read",
                "json | {\"class\": \"a/b\"}  | class in its .json is 'a/b' but must be",
            })
    void aLabelThatIsNoneIsListedWithItsReason(String kind, String label, String reason) {
        // Given
        Map<String, byte[]> files = labelled();
        files.put("bad." + kind, label.getBytes(UTF_8));
        files.put("bad.jpg", Pictures.jpeg(900));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.path()).isEqualTo("bad.jpg");
                    assertThat(rejected.reason()).contains(reason);
                });
        assertThat(IngestFixture.samples(fixture.store(), manifest)).hasSize(20);
    }

    @Test
    void twoLabelsThatDisagreeAreRefused() {
        // Given
        Map<String, byte[]> files = labelled();
        files.put("bad.cls", "3".getBytes(UTF_8));
        files.put("bad.jpg", Pictures.jpeg(900));
        files.put("bad.json", "{\"label\": 4}".getBytes(UTF_8));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .containsExactly(new RejectedImage(
                        "bad.jpg", "label in its .json is 4 but another label file of the sample says 3"));
    }

    @Test
    void aLabelThatFillsMemoryIsNotRead() {
        // Given
        Map<String, byte[]> files = labelled();
        files.put("bad.json", new byte[(1 << 20) + 1]);

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .containsExactly(new RejectedImage("bad.json", "not an image, and too long for a label"));
    }

    @Test
    void jsonThatIsNestedWithoutEndIsListed() {
        // Given
        Map<String, byte[]> files = labelled();
        files.put("bad.jpg", Pictures.jpeg(900));
        files.put("bad.json", "[".repeat(100_000).getBytes(UTF_8));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).startsWith("its .json cannot be read"));
    }

    @Test
    void aSampleNameThatLeavesTheArchiveIsRefused() {
        // Given
        Map<String, byte[]> files = labelled();
        files.put("../../escaped.cls", "1".getBytes(UTF_8));
        files.put("../../escaped.jpg", Pictures.jpeg(900));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .hasSize(2)
                .allSatisfy(rejected -> assertThat(rejected.reason()).contains("leaves the archive"));
    }

    @Test
    void manyImagesUnderOneNameStayWithinTheMemoryOfAFile() {
        // Given: no label, 40 images that are one sample by their names
        Map<String, byte[]> files = new LinkedHashMap<>(Archives.pets(4));
        for (int i = 0; i < 40; i++) {
            files.put("pets/cat/one." + i + ".jpg", Pictures.jpeg(500 + i));
        }

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(IngestFixture.samples(fixture.store(), manifest)).hasSize(48);
    }

    @Test
    void aDamagedShardIsNamed() {
        // Given
        byte[] shard = Archives.tarBytes(labelled());
        Map<String, byte[]> shards = Map.of("train-0.tar", shard, "train-1.tar", Arrays.copyOf(shard, 2000));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.directory(directory.resolve("d"), shards), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("shard 'train-1.tar' is damaged");
    }

    @Test
    void aShardThatIsNoTarIsNamed() {
        // Given
        Map<String, byte[]> shards = Map.of("train-0.tar", Archives.tarBytes(labelled()), "train-1.tar", new byte[10]);

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.directory(directory.resolve("d"), shards), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("shard 'train-1.tar': the source is not an archive");
    }

    @Test
    void archivesWithinShardsAreNotOpened() {
        // Given
        Map<String, byte[]> files = labelled();
        files.put("inner.tar", Archives.tarBytes(labelled()));
        Map<String, byte[]> shards = Map.of("outer.tar", Archives.tarBytes(files));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.directory(directory.resolve("d"), shards), SPLIT);

        // Then
        assertThat(IngestFixture.samples(fixture.store(), manifest)).hasSize(20);
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .containsExactly(new RejectedImage("outer.tar:inner.tar", "not an image"));
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere/{3..1}.tar, ends before it begins",
        "/nowhere/{0..9}.tar, /nowhere/0.tar' does not exist",
        "/nowhere/{0..99999999}.tar, more than 100000 addresses",
    })
    void whatIsWrongWithAPatternIsNamed(String uri, String message) {
        assertThatThrownBy(() -> fixture.ingest(uri, SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, byte[]> labelled() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("s" + i + ".cls", String.valueOf(i % 2).getBytes(UTF_8));
            files.put("s" + i + ".jpg", Pictures.jpeg(i));
        }
        return files;
    }
}
