package io.fixres.ingest.cifar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.ingest.Archives;
import io.fixres.ingest.IngestFixture;
import io.fixres.ingest.source.RejectedSourceException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of the layout of CIFAR-10 with pixels of noise: two training batches of 12 and one of 8 to test. */
class CifarTest {
    private static final List<String> NAMES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final Map<String, Integer> BATCHES = new LinkedHashMap<>();

    static {
        BATCHES.put("data_batch_1", 12);
        BATCHES.put("data_batch_2", 12);
        BATCHES.put("test_batch", 8);
    }

    @TempDir
    private Path directory;

    private IngestFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new IngestFixture(directory);
    }

    @Test
    void pixelsLabelsNamesAndSplitsAreThoseOfTheBinaryArchive() throws IOException {
        // When
        DatasetManifest manifest = fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), binary()), "folders");

        // Then
        assertThat(manifest.classes()).isEqualTo(NAMES);
        assertThat(manifest.samples(Split.TRAIN)).isEqualTo(24);
        assertThat(manifest.samples(Split.TEST)).isEqualTo(8);
        List<SampleEntry> samples = IngestFixture.samples(fixture.store(), manifest);
        for (SampleEntry sample : samples) {
            String file = sample.key().substring(sample.key().indexOf('/') + 1);
            String batch = file.substring(0, file.indexOf('-'));
            int index = Integer.parseInt(file.substring(file.indexOf('-') + 1));
            assertThat(sample.label()).isEqualTo(label(batch, index));
            assertThat(sample.key()).startsWith(NAMES.get(sample.label()) + "/");
            assertPixels(IngestFixture.image(fixture.store(), manifest, sample), planes(batch, index));
        }
    }

    @Test
    void thePythonArchiveIsTheSameDataset() {
        // Given
        String binary = fixture.ingest(Archives.tgz(directory.resolve("b.tgz"), binary()), "folders")
                .id();

        // When / Then
        assertThat(fixture.ingest(Archives.tgz(directory.resolve("p.tgz"), python()), "folders")
                        .id())
                .isEqualTo(binary);
        assertThat(fixture.ingest(Archives.directory(directory.resolve("unpacked"), python()), "folders")
                        .id())
                .isEqualTo(binary);
    }

    @Test
    void aBatchThatIsCutOffIsRefused() {
        // Given
        Map<String, byte[]> files = binary();
        files.computeIfPresent(
                "cifar-10-batches-bin/test_batch.bin", (name, content) -> Arrays.copyOf(content, 3073 * 5 + 9));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), files), "folders"))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("cifar-10-batches-bin/test_batch.bin ends within record 5");
        assertThat(fixture.store().list("")).isEmpty();
    }

    @Test
    void aLabelBeyondTheTenClassesIsRefused() {
        // Given
        Map<String, byte[]> files = binary();
        files.get("cifar-10-batches-bin/data_batch_2.bin")[3 * 3073] = (byte) 200;

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), files), "folders"))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("data_batch_2.bin: record 3 has label 200, but CIFAR-10 has labels 0 to 9");
    }

    @Test
    void aClassNameThatIsAPathIsRefused() {
        // Given
        Map<String, byte[]> files = binary();
        files.put("cifar-10-batches-bin/batches.meta.txt", "airplane\n../../up\n".getBytes(UTF_8));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), files), "folders"))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("names class 1 '../../up'");
    }

    @Test
    void aPickleThatWouldRunACommandIsRefused() {
        // Given what pickle.loads would obey
        Map<String, byte[]> files = python();
        files.put(
                "cifar-10-batches-py/test_batch",
                new Pickles()
                        .op("cos\nsystem\n")
                        .text("touch /tmp/x")
                        .bytes(0x85)
                        .op("R")
                        .end());

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), files), "folders"))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("cifar-10-batches-py/test_batch is not read: it asks for 'os.system'")
                .hasMessageContaining("a pickle may run any code");
    }

    @Test
    void aPickleLargerThanAFileMayBeIsRefused() {
        // Given: the limit of the fixture is 1 MiB
        Map<String, byte[]> files = python();
        files.put("cifar-10-batches-py/data_batch_3", new byte[(1 << 20) + 1]);

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.tar(directory.resolve("x.tar"), files), "folders"))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("data_batch_3 has more than max-file-bytes 1048576");
    }

    @Test
    void aFileThatOnlyHasTheNameIsNoImage() {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>(Archives.pets(10));
        files.put("pets/cat/test_batch", "some notes".getBytes(UTF_8));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.zip(directory.resolve("x.zip"), files), "fraction: 0.3");

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest)).hasSize(1);
    }

    static Map<String, byte[]> binary() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        BATCHES.forEach((batch, size) -> {
            ByteArrayOutputStream records = new ByteArrayOutputStream();
            for (int i = 0; i < size; i++) {
                records.write(label(batch, i));
                records.writeBytes(planes(batch, i));
            }
            files.put("cifar-10-batches-bin/" + batch + ".bin", records.toByteArray());
        });
        files.put("cifar-10-batches-bin/batches.meta.txt", (String.join("\n", NAMES) + "\n\n").getBytes(UTF_8));
        files.put("cifar-10-batches-bin/readme.html", "<html>".getBytes(UTF_8));
        return files;
    }

    private static Map<String, byte[]> python() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("cifar-10-batches-py/batches.meta", Pickles.names(NAMES));
        BATCHES.forEach((batch, size) -> {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            IntStream.range(0, size).forEach(i -> data.writeBytes(planes(batch, i)));
            List<Integer> labels =
                    IntStream.range(0, size).mapToObj(i -> label(batch, i)).toList();
            files.put("cifar-10-batches-py/" + batch, Pickles.batch(data.toByteArray(), labels));
        });
        files.put("cifar-10-batches-py/readme.html", "<html>".getBytes(UTF_8));
        return files;
    }

    private static int label(String batch, int index) {
        return Math.floorMod(batch.hashCode() + 7 * index, 10);
    }

    private static byte[] planes(String batch, int index) {
        byte[] planes = new byte[3072];
        new Random(batch.hashCode() * 1000L + index).nextBytes(planes);
        return planes;
    }

    private static void assertPixels(byte[] png, byte[] planes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(image.getHeight()).isEqualTo(32);
        for (int i = 0; i < 1024; i++) {
            int expected = (planes[i] & 255) << 16 | (planes[1024 + i] & 255) << 8 | planes[2048 + i] & 255;
            assertThat(image.getRGB(i % 32, i / 32) & 0xFFFFFF).isEqualTo(expected);
        }
    }
}
