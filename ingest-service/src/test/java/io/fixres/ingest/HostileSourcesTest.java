package io.fixres.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.RejectedImage;
import io.fixres.ingest.archive.IngestLimits;
import io.fixres.ingest.source.RejectedSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileSourcesTest {
    private static final String SPLIT = "fraction: 0.3";

    @TempDir
    private Path directory;

    private IngestFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new IngestFixture(directory);
    }

    @Test
    void aPathThatLeavesTheArchiveIsListedAndTheRestIsKept() {
        // Given
        Path archive = Archives.tar(directory.resolve("x.tar"), tar -> {
            addPets(tar);
            Archives.add(tar, "../../pets/cat/escaped.jpg", Pictures.jpeg(900));
            Archives.add(tar, "/pets/cat/absolute.jpg", Pictures.jpeg(901));
        });

        // When
        DatasetManifest manifest = fixture.ingest(archive, SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .extracting(RejectedImage::path, RejectedImage::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "../../pets/cat/escaped.jpg", "its path leaves the archive ('..')"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/pets/cat/absolute.jpg", "its path is absolute: paths in an archive are relative"));
        assertThat(IngestFixture.samples(fixture.store(), manifest)).hasSize(20);
    }

    @Test
    void linksAndDevicesInATarAreRefused() {
        // Given
        Path archive = Archives.tar(directory.resolve("x.tar"), tar -> {
            addPets(tar);
            addSpecial(tar, "pets/cat/symbolic.jpg", TarConstants.LF_SYMLINK);
            addSpecial(tar, "pets/cat/hard.jpg", TarConstants.LF_LINK);
            addSpecial(tar, "pets/cat/device.jpg", TarConstants.LF_CHR);
            addSpecial(tar, "pets/cat/pipe.jpg", TarConstants.LF_FIFO);
        });

        // When
        DatasetManifest manifest = fixture.ingest(archive, SPLIT);

        // Then
        assertThat(manifest.rejected()).isEqualTo(4);
        assertThat(fixture.registry()
                        .get("fixres.ingest.rejected.entries")
                        .tag("reason", "link_or_device")
                        .counter()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void aLinkInADirectoryIsNotFollowed() throws IOException {
        // Given
        Path secret = Files.write(directory.resolve("secret.jpg"), Pictures.jpeg(5));
        Path source = Archives.directory(directory.resolve("source"), Archives.pets(10));
        Files.createSymbolicLink(source.resolve("pets/cat/link.jpg"), secret);

        // When
        DatasetManifest manifest = fixture.ingest(source, SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.path()).isEqualTo("pets/cat/link.jpg"));
    }

    @Test
    void anAbsurdHeaderIsRefusedBeforeMemoryIsTakenForIt() {
        // Given
        Map<String, byte[]> files = Archives.pets(10);
        files.put("pets/cat/huge.png", Pictures.pngHeader(2_000_000_000, 2_000_000_000));

        // When
        DatasetManifest manifest = fixture.ingest(Archives.zip(directory.resolve("x.zip"), files), SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason())
                        .contains("2000000000 x 2000000000")
                        .contains("max-image-pixels 1000000"));
    }

    @Test
    void whatCannotBeDecodedIsListedWithItsReason() {
        // Given
        byte[] whole = Pictures.jpeg(77);
        Map<String, byte[]> files = Archives.pets(10);
        files.put("pets/cat/cut.jpg", Arrays.copyOf(whole, whole.length / 2));
        files.put("pets/cat/empty.jpg", new byte[0]);
        files.put("pets/cat/text.jpg", "no image at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        files.put("pets/cat/large.jpg", Arrays.copyOf(whole, (1 << 20) + 1));
        files.put("nowhere.jpg", whole);

        // When
        DatasetManifest manifest = fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), files), SPLIT);

        // Then
        assertThat(IngestFixture.rejected(fixture.store(), manifest))
                .extracting(RejectedImage::reason)
                .containsExactly(
                        "cannot be decoded: a JPEG that is cut off: it has no end mark in its " + whole.length / 2
                                + " bytes",
                        "is empty",
                        "does not begin as a JPEG or PNG file does: convert it to one of them",
                        "has more than max-file-bytes 1048576",
                        "is in no class folder and, in an archive, followed by no .cls or .json: arrange images as"
                                + " class/file, or label them");
    }

    @Test
    void anArchiveThatExpandsWithoutBoundIsRefused() {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>(Archives.pets(2));
        files.put("pets/zeros.txt", new byte[64 << 20]);

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(Archives.tgz(directory.resolve("x.tgz"), files), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("expands more than 200-fold")
                .hasMessageContaining("max-expansion-ratio");
        assertThatThrownBy(() -> fixture.ingest(Archives.zip(directory.resolve("x.zip"), files), SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("expands more than 200-fold");
    }

    @Test
    void anArchiveWithMoreBytesThanAllowedIsRefused() {
        // Given
        IngestFixture small = new IngestFixture(directory, new IngestLimits(1_000_000, 1 << 20, 10_000, 1000, 200));
        Path archive = Archives.tgz(directory.resolve("x.tgz"), Archives.pets(10));

        // When / Then
        assertThatThrownBy(() -> small.ingest(archive, SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("more than 10000 bytes")
                .hasMessageContaining("fixres.ingest.max-archive-bytes");
    }

    @Test
    void aSourceWithMoreFilesThanAllowedIsRefused() {
        // Given
        IngestFixture small = new IngestFixture(directory, new IngestLimits(1_000_000, 1 << 20, 1L << 30, 5, 200));
        Path source = Archives.directory(directory.resolve("source"), Archives.pets(10));

        // When / Then
        assertThatThrownBy(() -> small.ingest(source, SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("more than 5 files");
    }

    @Test
    void aHeaderThatFillsMemoryIsRefused() {
        // Given a GNU long name of 3 MiB
        Path archive = Archives.tar(directory.resolve("x.tar"), tar -> {
            TarArchiveEntry longName = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            longName.setSize(3 << 20);
            tar.putArchiveEntry(longName);
            tar.write(new byte[3 << 20]);
            tar.closeArchiveEntry();
            addPets(tar);
        });

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(archive, SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("header of entry 1 is longer than");
    }

    @Test
    void aDamagedArchiveIsRefusedAsAWhole() throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(Archives.tgz(directory.resolve("x.tgz"), Archives.pets(10)));
        Path cut = Files.write(directory.resolve("cut.tgz"), Arrays.copyOf(whole, whole.length - 2000));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(cut, SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("the archive is damaged")
                .hasMessageNotContaining("null");
        assertThat(fixture.store().list("")).isEmpty();
    }

    @Test
    void whatIsNoArchiveIsNamedSo() throws IOException {
        // Given
        Path text = Files.writeString(directory.resolve("notes.tgz"), "not an archive, but long ".repeat(100));

        // When / Then
        assertThatThrownBy(() -> fixture.ingest(text, SPLIT))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessage("the source is not an archive: give a .tgz, .tar.gz, .tar or .zip archive, or a directory");
    }

    private static void addPets(TarArchiveOutputStream tar) throws IOException {
        for (Map.Entry<String, byte[]> entry : Archives.pets(10).entrySet()) {
            Archives.add(tar, entry.getKey(), entry.getValue());
        }
    }

    private static void addSpecial(TarArchiveOutputStream tar, String name, byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName("/etc/passwd");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }
}
