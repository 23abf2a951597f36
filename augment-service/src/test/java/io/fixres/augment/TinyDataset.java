package io.fixres.augment;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A stored dataset of small, different PNG pictures: 20 for training, 4 for validation, in one shard. */
public final class TinyDataset {
    public static final String ID = "ds-tiny";
    public static final int TRAIN = 20;
    public static final int VALIDATION = 4;
    public static final int WIDTH = 48;
    public static final int HEIGHT = 36;

    private TinyDataset() {}

    /** Writes it. */
    public static void store(ObjectStore store) {
        ByteArrayOutputStream shard = new ByteArrayOutputStream();
        StringBuilder samples = new StringBuilder();
        for (int i = 0; i < TRAIN + VALIDATION; i++) {
            byte[] picture = picture(i);
            samples.append(Json.text(new SampleEntry(
                            i,
                            "k" + i,
                            label(i),
                            i < TRAIN ? Split.TRAIN : Split.VALIDATION,
                            0,
                            shard.size(),
                            picture.length,
                            WIDTH,
                            HEIGHT,
                            Digests.sha256(picture))))
                    .append('\n');
            shard.writeBytes(picture);
        }
        byte[] bytes = shard.toByteArray();
        DatasetManifest manifest = new DatasetManifest(
                ID,
                List.of("a", "b", "c"),
                List.of(
                        new DatasetManifest.SplitSize(Split.TRAIN, TRAIN),
                        new DatasetManifest.SplitSize(Split.VALIDATION, VALIDATION)),
                "folders",
                "file:tiny",
                List.of(new DatasetManifest.Shard(ObjectKeys.shardName(0), bytes.length, Digests.sha256(bytes))),
                Digests.sha256(samples.toString()),
                Map.of(),
                0,
                List.of());
        store.create(ObjectKeys.shard(ID, 0), bytes);
        store.create(ObjectKeys.samples(ID), samples.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        store.create(ObjectKeys.datasetManifest(ID), Json.bytes(manifest));
    }

    /** The class of a sample. */
    public static int label(int sample) {
        return sample % 3;
    }

    /** The file of a sample: a PNG. */
    public static byte[] picture(int sample) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, (x * 5 + sample * 7) << 16 | (y * 7) << 8 | (sample * 10));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
