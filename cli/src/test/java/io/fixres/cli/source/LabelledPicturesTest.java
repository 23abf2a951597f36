package io.fixres.cli.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fixres.cli.UsageException;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.evaluation.LabelledPicture;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledPicturesTest {
    @TempDir
    private Path directory;

    private void picture(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }

    @Test
    void theFolderOfAPictureIsItsClass() throws IOException {
        // Given
        picture("roses/b.jpg");
        picture("roses/deep/a.PNG");
        picture("roses/notes.txt");
        picture("daisies/c.jpeg");

        // When
        LabelledPictures pictures = LabelledPictures.ofDirectory(directory);

        // Then
        assertThat(pictures.split()).isEqualTo("all");
        assertThat(pictures.all())
                .extracting(LabelledPicture::className, LabelledPicture::key, LabelledPicture::length)
                .containsExactly(
                        tuple("daisies", "daisies/c.jpeg", 14L),
                        tuple("roses", "roses/b.jpg", 11L),
                        tuple("roses", "roses/deep/a.PNG", 16L));
    }

    @Test
    void picturesThatWereTrainedOnAreLeftOutWhereAFolderSaysSo() throws IOException {
        // Given
        picture("train/roses/a.jpg");
        picture("test/roses/b.jpg");

        // When
        LabelledPictures pictures = LabelledPictures.ofDirectory(directory);

        // Then
        assertThat(pictures.split()).isEqualTo("test");
        assertThat(pictures.all()).extracting(LabelledPicture::key).containsExactly("roses/b.jpg");
    }

    @Test
    void aDirectoryWithoutPicturesIsRefusedWithTheLayout() {
        assertThatThrownBy(() -> LabelledPictures.ofDirectory(directory))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("arrange JPEG or PNG files as class/file");
    }

    @Test
    void theHeldOutSplitOfADatasetComesWithTheShardsThatHoldItOnce() throws IOException {
        // Given: two training images in shard 0, two test images in shard 1
        InMemoryObjectStore store = new InMemoryObjectStore();
        byte[] shard = "-first--second-".getBytes(UTF_8);
        store.create(ObjectKeys.shard("ds", 1), shard);
        List<SampleEntry> samples = List.of(
                new SampleEntry(0, "a", 0, Split.TRAIN, 0, 0, 1, 8, 8, ""),
                new SampleEntry(1, "b", 1, Split.TRAIN, 0, 1, 1, 8, 8, ""),
                new SampleEntry(2, "c", 1, Split.TEST, 1, 1, 5, 8, 8, ""),
                new SampleEntry(3, "d", 0, Split.TEST, 1, 8, 6, 8, 8, ""));
        StringBuilder lines = new StringBuilder();
        samples.forEach(sample -> lines.append(Json.text(sample)).append('\n'));
        store.create(ObjectKeys.samples("ds"), lines.toString().getBytes(UTF_8));
        store.create(
                ObjectKeys.datasetManifest("ds"),
                Json.bytes(new DatasetManifest(
                        "ds",
                        List.of("lily", "rose"),
                        List.of(
                                new DatasetManifest.SplitSize(Split.TRAIN, 2),
                                new DatasetManifest.SplitSize(Split.TEST, 2)),
                        "folders",
                        "file:/x",
                        List.of(
                                new DatasetManifest.Shard("shard-000000.tar", 2, ""),
                                new DatasetManifest.Shard("shard-000001.tar", shard.length, Digests.sha256(shard))),
                        "",
                        Map.of(),
                        0,
                        List.of())));
        List<String> said = new ArrayList<>();

        // When
        LabelledPictures.ofDataset(store, "ds", directory, said::add);
        LabelledPictures pictures = LabelledPictures.ofDataset(store, "ds", directory, said::add);

        // Then
        assertThat(said).containsExactly("fetching shard-000001.tar of ds");
        assertThat(pictures.all()).extracting(LabelledPicture::className).containsExactly("rose", "lily");
        LabelledPicture second = pictures.all().get(1);
        String content = Files.readString(Path.of(second.file()));
        assertThat(content.substring((int) second.offset(), (int) (second.offset() + second.length())))
                .isEqualTo("second");
    }
}
