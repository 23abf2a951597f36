package io.fixres.augment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.augment.AugmentMeters;
import io.fixres.augment.TinyDataset;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.sampling.EpochOrder;
import io.fixres.contracts.sampling.Shuffle;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageDecoder;
import io.fixres.imaging.transform.CropBox;
import io.fixres.kit.store.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedImagesTest {
    private static final long IMAGE_BYTES = 3L * TinyDataset.WIDTH * TinyDataset.HEIGHT;
    private static final int EPOCHS = 20;

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private SplitIndex train;
    private SplitIndex validation;

    @BeforeEach
    void storeDataset() {
        TinyDataset.store(store);
        train = SplitIndex.read(store, TinyDataset.ID, Split.TRAIN, directory);
        validation = SplitIndex.read(store, TinyDataset.ID, Split.VALIDATION, directory);
    }

    @Test
    void aBudgetOfATenthOfTheImagesAnswersATenthOfTheLookUps() {
        // Given
        int held = TinyDataset.TRAIN / 10;
        DecodedImages images = images(held * IMAGE_BYTES);

        // When
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            epoch(images, train, epoch);
            assertThat(images.bytes()).isEqualTo(held * IMAGE_BYTES);
        }

        // Then: what the first epoch has let in is found in each of the others
        assertThat(hits()).isEqualTo((EPOCHS - 1.0) * held);
    }

    @Test
    void whatWasNotUsedForTwoEpochsMakesRoom() {
        // Given
        DecodedImages images = images(TinyDataset.VALIDATION * IMAGE_BYTES);
        for (int sample = 0; sample < TinyDataset.VALIDATION; sample++) {
            images.with(train, sample, ImageDecoder::decode, image -> {});
        }

        // When
        for (int epoch = 0; epoch < 4; epoch++) {
            epoch(images, validation, epoch);
        }
        double before = hits();
        epoch(images, validation, 4);

        // Then
        assertThat(hits() - before).isEqualTo(TinyDataset.VALIDATION);
        assertThat(images.bytes()).isEqualTo(TinyDataset.VALIDATION * IMAGE_BYTES);
    }

    @Test
    void anImageThatFindsNoRoomIsFreedByItsUser() {
        // Given
        DecodedImages images = images(0);
        DecodedImage[] kept = new DecodedImage[1];

        // When
        images.with(train, 0, ImageDecoder::decode, image -> {
            kept[0] = image;
            assertThat(image.width()).isEqualTo(TinyDataset.WIDTH);
        });

        // Then
        assertThat(kept[0].width()).isZero();
        assertThat(images.bytes()).isZero();
    }

    @Test
    void aUserThatFailsDoesNotKeepTheImage() {
        // Given
        DecodedImages images = images(0);
        DecodedImage[] kept = new DecodedImage[1];

        // When
        assertThatThrownBy(() -> images.with(train, 0, ImageDecoder::decode, image -> {
                    kept[0] = image;
                    throw new IllegalStateException("the user fails");
                }))
                .hasMessage("the user fails");

        // Then
        assertThat(kept[0].width()).isZero();
    }

    @Test
    void whatFindsNoRoomIsDecodedAsItsUserWishes() {
        // Given
        DecodedImages images = images(IMAGE_BYTES);
        CropBox box = new CropBox(1, 2, 3, 4);
        List<String> sizes = new ArrayList<>();

        // When
        for (int sample = 0; sample < 2; sample++) {
            images.with(
                    train,
                    sample,
                    content -> ImageDecoder.decode(content, box),
                    image -> sizes.add(image.width() + " x " + image.height()));
        }

        // Then
        assertThat(sizes).containsExactly(TinyDataset.WIDTH + " x " + TinyDataset.HEIGHT, "3 x 4");
    }

    private void epoch(DecodedImages images, SplitIndex index, int epoch) {
        EpochOrder order = new EpochOrder(1, 0, epoch, index.samples(), Shuffle.SAMPLES, 4);
        for (int position = 0; position < index.samples(); position++) {
            images.with(index, (int) order.sampleAt(position), ImageDecoder::decode, image -> assertThat(image.width())
                    .isEqualTo(TinyDataset.WIDTH));
        }
    }

    private double hits() {
        return registry.get("fixres.augment.cache.requests")
                .tag("result", "hit")
                .counter()
                .count();
    }

    private DecodedImages images(long budget) {
        AugmentMeters meters = new AugmentMeters(registry);
        EncodedImages encoded = new EncodedImages(store, new DiskCache(directory, true, 1 << 20), meters);
        return new DecodedImages(encoded, meters, budget);
    }
}
