package io.fixres.report.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatasetPicturesTest {
    private static final String DATASET = "ds-1";
    private static final String NO_IMAGE = "<script>alert(1)</script>";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final DatasetPictures pictures = new DatasetPictures(store);

    /** One training sample, then two test samples: a wide picture and something that is none. */
    @BeforeEach
    void store() throws IOException {
        byte[] picture = png(400, 200);
        ByteArrayOutputStream shard = new ByteArrayOutputStream();
        shard.writeBytes(picture);
        shard.writeBytes(NO_IMAGE.getBytes(UTF_8));
        List<SampleEntry> entries = List.of(
                entry(0, Split.TRAIN, 0, 1),
                entry(1, Split.TEST, 0, picture.length),
                entry(2, Split.TEST, picture.length, NO_IMAGE.length()));
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(Json.text(entry)).append('\n'));
        store.create(ObjectKeys.shard(DATASET, 0), shard.toByteArray());
        store.create(ObjectKeys.samples(DATASET), lines.toString().getBytes(UTF_8));
        store.create(
                ObjectKeys.datasetManifest(DATASET),
                Json.bytes(new DatasetManifest(
                        DATASET,
                        List.of("daisy"),
                        List.of(
                                new DatasetManifest.SplitSize(Split.TRAIN, 1),
                                new DatasetManifest.SplitSize(Split.TEST, 2)),
                        "folders",
                        "file:///x",
                        List.of(new DatasetManifest.Shard(ObjectKeys.shardName(0), shard.size(), "")),
                        Digests.sha256(lines.toString().getBytes(UTF_8)),
                        Map.of(),
                        0,
                        List.of())));
    }

    private static SampleEntry entry(long id, Split split, long offset, int length) {
        return new SampleEntry(id, "key" + id, 0, split, 0, offset, length, 1, 1, "0".repeat(64));
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    @Test
    void aThumbnailKeepsTheShapeAndIsNoLargerThanWanted() throws IOException {
        // When
        byte[] jpeg = pictures.thumbnail(DATASET, "test", 0).orElseThrow();

        // Then
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(Thumbnails.SIDE);
        assertThat(image.getHeight()).isEqualTo(Thumbnails.SIDE / 2);
    }

    @Test
    void whatIsNoImageHasNoThumbnail() {
        assertThat(pictures.thumbnail(DATASET, "test", 1)).isEmpty();
    }

    @Test
    void aSampleThatIsNotThereHasNoThumbnail() {
        assertThat(pictures.thumbnail(DATASET, "test", 2)).isEmpty();
        assertThat(pictures.thumbnail(DATASET, "nonsense", 0)).isEmpty();
        assertThat(pictures.thumbnail("ds-2", "test", 0)).isEmpty();
    }
}
