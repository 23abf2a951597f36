package io.fixres.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.sampling.SampleRandom;
import io.fixres.contracts.transform.Pipelines;
import io.fixres.contracts.transform.TransformSpec;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published transform ends in images of the resolution that was asked for, whatever the picture's shape. */
class NamedPipelinesTest {
    static Stream<String> names() {
        return Pipelines.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itEndsAtItsResolutionForWideAndTallPictures(String name) {
        int resolution = 32;
        TransformPipeline pipeline =
                TransformPipeline.compile(new TransformSpec.Named(name).steps(resolution), resolution);
        ByteBuffer out = ByteBuffer.allocate(resolution * resolution * 3);
        for (int[] shape : new int[][] {{40, 90}, {90, 40}, {20, 20}}) {
            byte[] rgb = FixtureImage.rgb(name, shape[0], shape[1]);
            try (DecodedImage image = DecodedImage.of(rgb, shape[0], shape[1])) {
                pipeline.apply(image, SampleRandom.of(1, 0, 0, shape[0]), out, 0);
            }
            assertThat(out.array()).isNotEqualTo(new byte[resolution * resolution * 3]);
        }
    }
}
