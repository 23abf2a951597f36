package io.fixres.training.mixing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.training.DeviceChoice;
import io.fixres.training.DeviceSettings;
import io.fixres.training.replica.Samples;
import io.fixres.training.torch.TorchDevice;
import java.nio.ByteBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three images of 2 x 4 pixels, all of value 10, 100 and 200, of the classes 2, 0 and 1; values by hand. */
class BatchMixTest {
    private static final int[] LABELS = {2, 0, 1};
    private NDManager manager;
    private NDArray images;

    @BeforeEach
    void paint() {
        manager = TorchDevice.of(new DeviceSettings(DeviceChoice.CPU, 0)).newManager();
        byte[] pixels = new byte[3 * 2 * 4 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) new int[] {10, 100, 200}[i / 24];
        }
        images = manager.create(ByteBuffer.wrap(pixels), new Shape(3, 2, 4, 3), DataType.UINT8);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aBlendIsTheWeightedSumOfAnImageAndTheOneAtADistance() {
        // When
        Samples mixed = BatchMix.blend(0.75, 1).apply(images, LABELS, 3, manager);

        // Then: image 0 with image 2, 1 with 0, 2 with 1
        float[] pixels = mixed.images().toFloatArray();
        for (int i = 0; i < pixels.length; i++) {
            double expected =
                    new double[] {0.75 * 10 + 0.25 * 200, 0.75 * 100 + 0.25 * 10, 0.75 * 200 + 0.25 * 100}[i / 24];
            assertThat((double) pixels[i]).isCloseTo(expected, Offset.offset(1e-4));
        }
        assertThat(mixed.labels().toLongArray()).containsExactly(2, 0, 1);
        assertThat(mixed.shares().orElseThrow().toFloatArray())
                .containsExactly(0, 0.25f, 0.75f, 0.75f, 0, 0.25f, 0.25f, 0.75f, 0);
        assertThat(images.getUint8(1, 1, 3, 2)).isEqualTo((short) 100);
    }

    @Test
    void theClassWithTheGreaterShareCountsAsRight() {
        Samples mixed = BatchMix.blend(0.25, 2).apply(images, LABELS, 3, manager);
        assertThat(mixed.labels().toLongArray()).containsExactly(0, 1, 2);
        assertThat(mixed.shares().orElseThrow().toFloatArray())
                .containsExactly(0.75f, 0, 0.25f, 0.25f, 0.75f, 0, 0, 0.25f, 0.75f);
    }

    @Test
    void aCutPutsABoxOfTheOtherImageIntoEach() {
        // Given: columns 1 and 2 of row 1, 2 of 8 pixels
        CutBox box = new CutBox(4, 2, 1, 1, 3, 2);

        // When
        Samples mixed = BatchMix.cut(box, 1).apply(images, LABELS, 3, manager);

        // Then
        NDArray pixels = mixed.images();
        assertThat(pixels.getDataType()).isEqualTo(DataType.UINT8);
        int[] own = {10, 100, 200};
        int[] other = {200, 10, 100};
        for (int i = 0; i < 3; i++) {
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 4; x++) {
                    boolean inside = y == 1 && (x == 1 || x == 2);
                    assertThat(pixels.getUint8(i, y, x, 0)).isEqualTo((short) (inside ? other[i] : own[i]));
                }
            }
        }
        assertThat(mixed.shares().orElseThrow().toFloatArray())
                .containsExactly(0, 0.25f, 0.75f, 0.75f, 0, 0.25f, 0.25f, 0.75f, 0);
    }

    @Test
    void imagesOfOneClassKeepItWhole() {
        Samples mixed = BatchMix.blend(0.5, 1).apply(images, new int[] {1, 1, 1}, 2, manager);
        assertThat(mixed.shares().orElseThrow().toFloatArray()).containsExactly(0, 1, 0, 1, 0, 1);
    }
}
