package io.fixres.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.RejectedImage;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.ingest.source.RejectedSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shards that others have packed: one sample's files share a name up to the first dot, one of them is its label. */
class WebDatasetTest {
    private static final String SPLIT = "fraction: 0.3";

    @TempDir
    private Path directory;

    private IngestFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new IngestFixture(directory);
    }

    @Test
    void classNumbersStayTheLabels() {
        // Given: numbers up to 11, whose order as text is another, and none of 5
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 24; i++) {
            if (i % 12 != 5) {
                sample(files, "%06d".formatted(i), i, String.valueOf(i % 12));
            }
        }

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(manifest.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        assertThat(samples(manifest)).hasSize(22).allSatisfy(sample -> {
            int number = Integer.parseInt(sample.key().substring(sample.key().lastIndexOf('/') + 1));
            assertThat(sample.label()).isEqualTo(number % 12);
            assertThat(IngestFixture.image(fixture.store(), manifest, sample)).isEqualTo(Pictures.jpeg(number));
        });
        assertThat(manifest.notes()).contains("class numbers without an image: 1 of 12");
    }

    @Test
    void ownShardsAreReadAgainAsTheyAre() throws IOException {
        // Given a dataset of this program, downloaded
        DatasetManifest first =
                fixture.ingest(Archives.directory(directory.resolve("pets"), Archives.pets(8)), "tfds: 75%");
        Path shards = Files.createDirectory(directory.resolve("shards"));
        for (int i = 0; i < first.shards().size(); i++) {
            fixture.store()
                    .download(io.fixres.contracts.storage.ObjectKeys.shard(first.id(), i), shards.resolve(i + ".tar"));
        }

        // When
        DatasetManifest second = fixture.ingest(shards, "tfds: 75%");

        // Then
        assertThat(samples(second))
                .extracting(SampleEntry::label, SampleEntry::sha256)
                .containsExactlyInAnyOrderElementsOf(samples(first).stream()
                        .map(sample -> org.assertj.core.groups.Tuple.tuple(sample.label(), sample.sha256()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"label\": %d}                        | 0, 1",
                "{\"label\": %d, \"class\": \"kind%1$d\"} | kind0, kind1",
                "{\"class\": \"kind%d\"}                | kind0, kind1",
                "{\"class\": %d, \"caption\": \"x\"}    | 0, 1",
                "{\"label\": \"kind%d\"}                | kind0, kind1",
            })
    void jsonNamesTheClass(String json, String classes) {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("s" + i + ".png", Pictures.png(i));
            files.put("s" + i + ".json", json.formatted(i % 2).getBytes(UTF_8));
        }

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), files), SPLIT);

        // Then
        assertThat(String.join(", ", manifest.classes())).isEqualTo(classes);
        assertThat(samples(manifest)).hasSize(20).allSatisfy(sample -> assertThat(sample.key())
                .endsWith("/s" + number(sample)));
    }

    @Test
    void classesOfOneNameAreToldApart() {
        // Given: ImageNet has two cranes
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("s" + i + ".jpg", Pictures.jpeg(i));
            files.put(
                    "s" + i + ".json",
                    "{\"label\": %d, \"class\": \"crane\"}".formatted(i % 2).getBytes(UTF_8));
        }

        // When / Then
        assertThat(fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT)
                        .classes())
                .containsExactly("crane", "crane (1)");
    }

    @Test
    void aDirectoryOfShardsIsReadWithTheSplitsOfTheirNames() {
        // Given: names that repeat from one shard to the next
        Path shards = directory.resolve("shards");
        Map<String, byte[]> packed = new LinkedHashMap<>();
        packed.put("x-train-000000.tar", shard(0, 10));
        packed.put("x-train-000001.tar", shard(10, 20));
        packed.put("val/000000.tar", shard(20, 26));
        Archives.directory(shards, packed);

        // When
        DatasetManifest manifest = fixture.ingest(shards, "folders");

        // Then
        assertThat(manifest.samples(Split.TRAIN)).isEqualTo(20);
        assertThat(manifest.samples(Split.VALIDATION)).isEqualTo(6);
        assertThat(manifest.rejected()).isZero();
        assertThat(samples(manifest)).extracting(SampleEntry::key).contains("0/x-train-000001/k0", "1/val/000000/k1");
    }

    @Test
    void aPatternOrAListOfAddressesIsOneSource() throws IOException {
        // Given
        for (int i = 0; i < 3; i++) {
            Files.write(directory.resolve("t-00" + i + ".tar"), shard(10 * i, 10 * i + 10));
            fixture.store().create("uploads/t-00" + i + ".tar", shard(10 * i, 10 * i + 10));
        }

        // When
        DatasetManifest pattern = fixture.ingest(directory + "/t-{000..002}.tar", SPLIT);
        DatasetManifest list =
                fixture.ingest("s3://fixres/uploads/t-000.tar::s3://fixres/uploads/t-{001,002}.tar", SPLIT);

        // Then
        assertThat(samples(pattern)).hasSize(30);
        assertThat(list.id()).isEqualTo(pattern.id());
    }

    @Test
    void shardsThatWerePackedOnceMoreAreReadWithoutUnpacking() {
        // Given
        Map<String, byte[]> packed = Map.of("d/train-0.tar", shard(0, 10), "d/test-0.tar", shard(10, 15));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("d.tar"), packed), "folders");

        // Then
        assertThat(manifest.samples(Split.TRAIN)).isEqualTo(10);
        assertThat(manifest.samples(Split.TEST)).isEqualTo(5);
    }

    @Test
    void archivesBesideLooseImagesAreNotRead() {
        // Given what somebody unpacked in place
        Map<String, byte[]> files = new LinkedHashMap<>(Archives.pets(6));
        files.put("pets.tar", shard(0, 10));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.directory(directory.resolve("d"), files), SPLIT);

        // Then
        assertThat(manifest.classes()).containsExactly("cat", "dog");
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .containsExactly(new RejectedImage("pets.tar", "not an image"));
    }

    @Test
    void aFurtherImageOfASampleIsListed() {
        // Given a mask beside each picture
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("s" + i + ".cls", String.valueOf(i % 2).getBytes(UTF_8));
            files.put("s" + i + ".depth.png", Pictures.png(1000 + i));
            files.put("s" + i + ".jpg", Pictures.jpeg(i));
        }

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT);

        // Then
        assertThat(samples(manifest)).hasSize(20).allSatisfy(sample -> assertThat(
                        IngestFixture.image(fixture.store(), manifest, sample))
                .isEqualTo(Pictures.jpeg(number(sample))));
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .hasSize(20)
                .contains(new RejectedImage("s3.depth.png", "its sample has an image already, 's3.jpg'"));
    }

    @Test
    void classNumbersAndClassNamesDoNotMix() {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>(Archives.pets(3));
        sample(files, "extra", 500, "7");

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("mixes class numbers, such as 7, with class names, such as 'cat'");
    }

    @Test
    void aShardWithoutASplitInItsNameIsNamedWhereSplitsAreNeeded() {
        // Given
        Map<String, byte[]> packed =
                Map.of("train-0.tar", shard(0, 6), "test-0.tar", shard(6, 9), "a.tar", shard(9, 10));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.directory(directory.resolve("d"), packed), "folders");

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.path()).isEqualTo("a.tar:k0.jpg");
                    assertThat(rejected.reason()).contains("data.split 'folders' needs");
                });
    }

    private List<SampleEntry> samples(DatasetManifest manifest) {
        return IngestFixture.samples(fixture.store(), manifest);
    }

    private static int number(SampleEntry sample) {
        return Integer.parseInt(sample.key().substring(sample.key().lastIndexOf('s') + 1));
    }

    private static void sample(Map<String, byte[]> files, String key, int picture, String label) {
        files.put(key + ".cls", label.getBytes(UTF_8));
        files.put(key + ".jpg", Pictures.jpeg(picture));
    }

    /** A tar of the pictures [from, to) named k0, k1, …, of two classes in turns. */
    private static byte[] shard(int from, int to) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            sample(files, "k" + (i - from), i, String.valueOf(i % 2));
        }
        return Archives.tarBytes(files);
    }
}
