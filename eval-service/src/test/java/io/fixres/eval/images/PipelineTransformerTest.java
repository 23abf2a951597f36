package io.fixres.eval.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.eval.process.UndoableWorkException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PipelineTransformerTest {
    private final PipelineTransformer transformer = new PipelineTransformer();

    private static byte[] png(int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static EvaluationRequest squash(int size) {
        return new EvaluationRequest(8, "squash", List.of(new TransformStep.Squash(size, null, null)));
    }

    @Test
    void anImageBecomesRgbBytesAtItsPlace() throws IOException {
        // Given
        ByteBuffer out = ByteBuffer.allocateDirect(2 * 8 * 8 * 3);

        // When
        transformer.prepare(squash(8)).apply(png(20, 13, 0x102030), out, 8 * 8 * 3);

        // Then
        assertThat(out.get(8 * 8 * 3 - 1)).isZero();
        assertThat(new byte[] {out.get(192), out.get(193), out.get(194), out.get(383)})
                .containsExactly(0x10, 0x20, 0x30, 0x30);
    }

    @Test
    void bytesThatAreNoImageCannotBeScored() {
        assertThatThrownBy(() ->
                        transformer.prepare(squash(8)).apply(new byte[] {1, 2, 3}, ByteBuffer.allocateDirect(192), 0))
                .isInstanceOf(UndoableWorkException.class)
                .hasMessageContaining("cannot be decoded");
    }

    @Test
    void stepsThatEndInAnotherSizeCannotBeScored() {
        assertThatThrownBy(
                        () -> transformer.prepare(squash(9)).apply(png(20, 13, 0), ByteBuffer.allocateDirect(192), 0))
                .isInstanceOf(UndoableWorkException.class)
                .hasMessageContaining("resolution is 8");
    }
}
