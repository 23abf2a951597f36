package io.fixres.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.ingest.archive.IngestLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published flower_photos archive, where it lies beside the project ({@code -Dfixres.flower-photos=FILE} for another
 * place). It is not part of the project, so without it these tests are skipped.
 */
class FlowerPhotosTest {
    @TempDir
    private Path work;

    @Test
    void thePublishedArchiveBecomesThePublishedSplit() {
        // Given
        Path archive = archive();
        IngestFixture fixture =
                new IngestFixture(work, new IngestLimits(100_000_000, 64 << 20, 1L << 36, 5_000_000, 200));

        // When
        DatasetManifest manifest = fixture.ingest(archive, "tfds: 90%");

        // Then
        List<SampleEntry> samples = IngestFixture.samples(fixture.store(), manifest);
        assertThat(manifest.classes()).containsExactly("dandelion", "daisy", "tulips", "sunflowers", "roses");
        assertThat(manifest.samples(Split.TRAIN)).isEqualTo(3303);
        assertThat(manifest.samples(Split.VALIDATION)).isEqualTo(367);
        assertThat(manifest.samplesPerClass().get("validation"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("tulips", 85L, "sunflowers", 76L, "roses", 75L, "dandelion", 70L, "daisy", 61L));
        assertThat(samples.get(0).key()).isEqualTo("tulips/4574785121_5d8ec4626e");
        assertThat(samples.get(3303).key()).isEqualTo("roses/2973256732_1926295f35");
        assertThat(samples.get(3303).split()).isEqualTo(Split.VALIDATION);
        assertThat(manifest.rejected()).isZero();
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.path()).isEqualTo("flower_photos/LICENSE.txt"));
        assertThat(manifest.notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("roses/15922772266_1167a06620.jpg", "tulips/15922772266_1167a06620.jpg")
                        .contains("two labels, kept: 1"))
                .anySatisfy(note -> assertThat(note).contains("repeat another one of their class, kept: 2"));
        assertThat(samples)
                .allSatisfy(sample -> assertThat(Digests.sha256(IngestFixture.image(fixture.store(), manifest, sample)))
                        .isEqualTo(sample.sha256()));
    }

    private static Path archive() {
        Path archive = Path.of(System.getProperty("fixres.flower-photos", "../../shared/data/flower_photos.tgz"))
                .toAbsolutePath()
                .normalize();
        assumeTrue(Files.isRegularFile(archive), "there is no " + archive);
        return archive;
    }
}
