package io.fixres.kit.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.DatasetManifest.Shard;
import io.fixres.contracts.dataset.DatasetManifest.SplitSize;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleIndexTest {
    private static final int TRAIN = 25;
    private static final int TEST = 10;

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 25, 1000})
    void everyFieldOfEverySampleIsFoundInHoweverManyParts(int samplesPerPart) {
        // Given
        DatasetManifest manifest = store(lines());

        // When
        SampleIndex train = SampleIndex.read(
                store, manifest, Split.TRAIN, manifest.samples(Split.TRAIN), directory, samplesPerPart);
        SampleIndex test =
                SampleIndex.read(store, manifest, Split.TEST, manifest.samples(Split.TEST), directory, samplesPerPart);

        // Then
        assertThat(train.samples()).isEqualTo(TRAIN);
        assertThat(test.samples()).isEqualTo(TEST);
        for (int i = 0; i < TRAIN + TEST; i++) {
            SampleIndex index = i < TRAIN ? train : test;
            int sample = i < TRAIN ? i : i - TRAIN;
            SampleEntry entry = entry(i);
            assertThat(index.label(sample)).isEqualTo(entry.label());
            assertThat(index.shard(sample)).isEqualTo(entry.shard());
            assertThat(index.offset(sample)).isEqualTo(entry.offset());
            assertThat(index.length(sample)).isEqualTo(entry.length());
            assertThat(HexFormat.of().formatHex(index.sha256(sample))).isEqualTo(entry.sha256());
            assertThat(index.width(sample)).isEqualTo(entry.width());
            assertThat(index.height(sample)).isEqualTo(entry.height());
            assertThat(index.entry(store, sample)).isEqualTo(entry);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 24, 25, 40})
    void samplesAtEvenDistancesStandForTheSplit(int count) {
        // When
        SampleIndex some = SampleIndex.spread(store, store(lines()), Split.TRAIN, count, directory);

        // Then
        assertThat(some.samples()).isEqualTo(Math.min(count, TRAIN));
        for (int i = 0; i < some.samples(); i++) {
            assertThat(some.entry(store, i).id()).isEqualTo((long) i * TRAIN / some.samples());
        }
    }

    @Test
    void theFileHasNoNameOnceItIsMapped() {
        // When
        SampleIndex index = SampleIndex.read(store, store(lines()), Split.TRAIN, directory);

        // Then
        assertThat(directory).isEmptyDirectory();
        assertThat(index.label(TRAIN - 1)).isEqualTo(entry(TRAIN - 1).label());
    }

    @Test
    void aSampleOutsideTheSplitIsRefused() {
        // Given
        SampleIndex index = SampleIndex.read(store, store(lines()), Split.TEST, directory);

        // When / Then
        assertThatThrownBy(() -> index.label(TEST))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("sample 10 of 10 in test of ds");
    }

    @Test
    void aSplitWithoutSamplesHasAnEmptyIndex() {
        assertThat(SampleIndex.read(store, store(lines()), Split.VALIDATION, directory)
                        .samples())
                .isZero();
    }

    @Test
    void aListThatIsNotTheManifestsIsRefused() {
        // Given: the same samples, but another white space somewhere
        DatasetManifest manifest = store(lines());
        store.delete(ObjectKeys.samples(manifest.id()));
        store.create(ObjectKeys.samples(manifest.id()), (lines() + " ").getBytes(UTF_8));

        // When / Then
        assertThatThrownBy(() -> SampleIndex.read(store, manifest, Split.TRAIN, directory))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("datasets/ds/samples.jsonl is damaged")
                .hasMessageContaining("SHA-256");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aLineOutOfItsPlaceIsRefused() {
        // Given
        String swapped = line(1) + line(0) + lines().substring((line(0) + line(1)).length());

        // When / Then
        assertThatThrownBy(() -> SampleIndex.read(store, store(swapped), Split.TRAIN, directory))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("line 1 is SampleEntry[id=1")
                .hasMessageContaining("does not fit the manifest");
    }

    @Test
    void aListThatIsCutOffIsRefused() {
        // Given
        String cut = lines().substring(0, line(0).length() + 20);

        // When / Then
        assertThatThrownBy(() -> SampleIndex.read(store, store(cut), Split.TRAIN, directory))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("line 2 cannot be read");
        assertThatThrownBy(() -> SampleIndex.read(store, store(line(0)), Split.TRAIN, directory))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("it has 1 lines and the manifest speaks of 25");
    }

    private DatasetManifest store(String lines) {
        store.delete(ObjectKeys.samples("ds"));
        store.create(ObjectKeys.samples("ds"), lines.getBytes(UTF_8));
        return new DatasetManifest(
                "ds",
                List.of("a", "b", "c"),
                List.of(new SplitSize(Split.TRAIN, TRAIN), new SplitSize(Split.TEST, TEST)),
                "folders",
                "file:x",
                List.of(new Shard("shard-000000.tar", 1, ""), new Shard("shard-000001.tar", 1, "")),
                Digests.sha256(lines),
                Map.of(),
                0,
                List.of());
    }

    private static String lines() {
        return LongStream.range(0, TRAIN + TEST).mapToObj(SampleIndexTest::line).collect(Collectors.joining());
    }

    private static String line(long id) {
        return Json.text(entry(id)) + "\n";
    }

    /** Offsets beyond 2^31, so that a narrower field would show. */
    private static SampleEntry entry(long id) {
        return new SampleEntry(
                id,
                "k" + id,
                (int) (id % 3),
                id < TRAIN ? Split.TRAIN : Split.TEST,
                (int) (id % 2),
                5_000_000_000L + id * 1024,
                (int) (100 + id),
                (int) (32 + id),
                (int) (64 + id),
                Digests.sha256("image " + id));
    }
}
