package io.fixres.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.RejectedImage;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.ingest.source.RejectedSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final String SPLIT = "tfds: 75%";

    @TempDir
    private Path directory;

    private IngestFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new IngestFixture(directory);
    }

    @Test
    void theSameImagesAreTheSameDatasetHoweverTheyArePacked() {
        // Given
        Map<String, byte[]> files = Archives.pets(12);
        List<Map.Entry<String, byte[]>> shuffled = new ArrayList<>(files.entrySet());
        Collections.shuffle(shuffled, new Random(1));
        Map<String, byte[]> otherOrder = new LinkedHashMap<>();
        shuffled.forEach(entry -> otherOrder.put(entry.getKey(), entry.getValue()));

        // When
        String tgz = fixture.ingest(Archives.tgz(directory.resolve("a.tgz"), files), SPLIT)
                .id();

        // Then
        assertThat(fixture.ingest(Archives.tar(directory.resolve("b.tar"), otherOrder), SPLIT)
                        .id())
                .isEqualTo(tgz);
        assertThat(fixture.ingest(Archives.zip(directory.resolve("c.zip"), otherOrder), SPLIT)
                        .id())
                .isEqualTo(tgz);
        assertThat(fixture.ingest(Archives.directory(directory.resolve("d"), files), SPLIT)
                        .id())
                .isEqualTo(tgz);
        assertThat(fixture.store().list("datasets/")).hasSize(5);
    }

    @Test
    void anotherSplitIsAnotherDataset() {
        // Given
        Path archive = Archives.zip(directory.resolve("a.zip"), Archives.pets(12));

        // When / Then
        assertThat(fixture.ingest(archive, "tfds: 75%").id())
                .isNotEqualTo(fixture.ingest(archive, "tfds: 50%").id());
    }

    @Test
    void samplesRunThroughTheSplitsAndPointAtTheirBytes() {
        // Given
        Map<String, byte[]> files = Archives.pets(12);
        files.put("pets/dog/drawn.png", Pictures.png(4000));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tgz(directory.resolve("a.tgz"), files), SPLIT);

        // Then
        List<SampleEntry> samples = IngestFixture.samples(fixture.store(), manifest);
        assertThat(samples)
                .extracting(SampleEntry::id)
                .isEqualTo(java.util.stream.LongStream.range(0, 25).boxed().toList());
        assertThat(samples.subList(0, 19)).extracting(SampleEntry::split).containsOnly(Split.TRAIN);
        assertThat(samples.subList(19, 25)).extracting(SampleEntry::split).containsOnly(Split.VALIDATION);
        assertThat(samples).allSatisfy(sample -> {
            byte[] image = IngestFixture.image(fixture.store(), manifest, sample);
            assertThat(Digests.sha256(image)).isEqualTo(sample.sha256());
            assertThat(sample.width()).isEqualTo(40);
            assertThat(sample.height()).isEqualTo(30);
        });
    }

    @Test
    void aShardIsATarOfImagesAndLabels() throws IOException {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>(Archives.pets(3));
        files.put("pets/dog/drawn.png", Pictures.png(4000));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tgz(directory.resolve("a.tgz"), files), "tfds: 50%");

        // Then
        Map<String, String> labels = new LinkedHashMap<>();
        List<String> images = new ArrayList<>();
        for (int shard = 0; shard < manifest.shards().size(); shard++) {
            byte[] tarBytes = fixture.store()
                    .get(ObjectKeys.shard(manifest.id(), shard))
                    .orElseThrow()
                    .content();
            assertThat(Digests.sha256(tarBytes))
                    .isEqualTo(manifest.shards().get(shard).sha256());
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(tarBytes))) {
                TarArchiveEntry entry;
                while ((entry = tar.getNextEntry()) != null) {
                    String content = new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1);
                    if (entry.getName().endsWith(".cls")) {
                        labels.put(entry.getName(), content);
                    } else {
                        images.add(entry.getName());
                    }
                }
            }
        }
        assertThat(images)
                .containsExactlyInAnyOrder(
                        "cat/c0.jpg",
                        "cat/c1.jpg",
                        "cat/c2.jpg",
                        "dog/d0.jpg",
                        "dog/d1.jpg",
                        "dog/d2.jpg",
                        "dog/drawn.png");
        assertThat(labels)
                .containsEntry("cat/c0.cls", "0")
                .containsEntry("dog/drawn.cls", "1")
                .hasSize(7);
    }

    @Test
    void foldersAboveTheClassesAreTheSplits() {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            files.put("pets/train/cat/" + i + ".jpg", Pictures.jpeg(i));
            files.put("pets/train/dog/" + i + ".jpg", Pictures.jpeg(100 + i));
            files.put("pets/valid/dog/" + i + ".jpg", Pictures.jpeg(200 + i));
            files.put("pets/test/cat/" + i + ".jpg", Pictures.jpeg(300 + i));
        }
        files.put("pets/cat/loose.jpg", Pictures.jpeg(999));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), "folders");

        // Then
        assertThat(manifest.splits())
                .containsExactly(
                        new DatasetManifest.SplitSize(Split.TRAIN, 8),
                        new DatasetManifest.SplitSize(Split.VALIDATION, 4),
                        new DatasetManifest.SplitSize(Split.TEST, 4));
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .containsExactly(
                        new RejectedImage(
                                "pets/cat/loose.jpg",
                                "is not below a train/, val/ or test/ folder, which data.split 'folders' needs; data.split 'fraction: 0.1' divides such a source"));
    }

    @Test
    void aFractionPoolsTheFoldersOfASourceAndSaysSo() {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("train/cat/" + i + ".jpg", Pictures.jpeg(i));
            files.put("test/dog/" + i + ".jpg", Pictures.jpeg(100 + i));
            files.put("train/dog/" + i + ".jpg", Pictures.jpeg(200 + i));
        }

        // When
        DatasetManifest manifest = fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), "fraction: 0.4");

        // Then
        List<SampleEntry> samples = IngestFixture.samples(fixture.store(), manifest);
        assertThat(samples).hasSize(60).extracting(SampleEntry::key).doesNotHaveDuplicates();
        assertThat(manifest.samples(Split.VALIDATION)).isBetween(10L, 40L);
        assertThat(manifest.notes()).anySatisfy(note -> assertThat(note).contains("split folders of its own"));
    }

    @Test
    void identicalBytesUnderTwoLabelsAreKeptAndReported() {
        // Given
        Map<String, byte[]> files = Archives.pets(10);
        files.put("pets/dog/same.jpg", Pictures.jpeg(5000));
        files.put("pets/cat/same.jpg", Pictures.jpeg(5000));
        files.put("pets/cat/again.jpg", Pictures.jpeg(0));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), SPLIT);

        // Then
        assertThat(IngestFixture.samples(fixture.store(), manifest)).hasSize(23);
        assertThat(manifest.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("identical bytes under two labels, kept: 1 (")
                        .contains("dog/same.jpg", "cat/same.jpg"))
                .anySatisfy(
                        note -> assertThat(note).isEqualTo("images that repeat another one of their class, kept: 1"));
    }

    @Test
    void aPathThatOccursTwiceIsKeptOnceAndListed() {
        // Given
        Path archive = Archives.tar(directory.resolve("a.tar"), tar -> {
            for (Map.Entry<String, byte[]> entry : Archives.pets(10).entrySet()) {
                Archives.add(tar, entry.getKey(), entry.getValue());
            }
            Archives.add(tar, "pets/cat/c1.jpg", Pictures.jpeg(7777));
        });

        // When
        DatasetManifest manifest = fixture.ingest(archive, SPLIT);

        // Then
        assertThat(IngestFixture.samples(fixture.store(), manifest)).hasSize(20);
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.path()).isEqualTo("cat/c1.jpg"));
    }

    @Test
    void otherFilesAreListedButNotCountedAsRefusedImages() {
        // Given
        Map<String, byte[]> files = Archives.pets(10);
        files.put("pets/LICENSE.txt", "free".getBytes(StandardCharsets.UTF_8));
        files.put("pets/cat/.DS_Store", new byte[10]);

        // When
        DatasetManifest manifest = fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), SPLIT);

        // Then
        assertThat(manifest.rejected()).isZero();
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .containsExactly(
                        new RejectedImage("pets/LICENSE.txt", "not an image"),
                        new RejectedImage("pets/cat/.DS_Store", "not an image"));
    }

    @Test
    void theMetersCountWhatWasStored() {
        // When
        DatasetManifest manifest = fixture.ingest(Archives.zip(directory.resolve("a.zip"), Archives.pets(10)), SPLIT);

        // Then
        assertThat(fixture.registry()
                        .get("fixres.ingest.stored.images")
                        .counter()
                        .count())
                .isEqualTo(20);
        assertThat(fixture.registry().get("fixres.ingest.bytes").counter().count())
                .isEqualTo((double) manifest.shards().stream()
                        .mapToLong(DatasetManifest.Shard::bytes)
                        .sum());
    }

    @Test
    void oneClassIsTooFew() {
        // Given
        Map<String, byte[]> files = Map.of("cat/1.jpg", Pictures.jpeg(1), "cat/2.jpg", Pictures.jpeg(2));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("one class only, 'cat'");
    }

    @Test
    void aSourceWithoutImagesSaysWhatItFound() {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("readme.txt", new byte[20]);
        files.put("cat/1.gif", new byte[20]);

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("no valid image in a class folder (1 files are no images, 1 were refused")
                .hasMessageContaining("cat/1.gif");
    }

    @Test
    void splitFoldersWithoutClassesAreNotTakenForClasses() {
        // Given
        Map<String, byte[]> files = Map.of("train/1.jpg", Pictures.jpeg(1), "test/2.jpg", Pictures.jpeg(2));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("put class folders into them");
    }

    @Test
    void aSplitThatLeavesNothingToScoreIsRefused() {
        // Given
        Map<String, byte[]> files = Map.of("train/cat/1.jpg", Pictures.jpeg(1), "train/dog/2.jpg", Pictures.jpeg(2));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.zip(directory.resolve("a.zip"), files), "folders"))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("leaves nothing to score");
    }
}
