package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distribution of random boxes against 20,000 draws of each library. */
class CropBoxTest {
    private static final int DRAWS = 20_000;
    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    @ParameterizedTest
    @CsvSource({
        "tf, sample_distorted_bounding_box, TENSORFLOW, 0.05, 0.75, 1.33",
        "torchvision, random_resized_crop_0.08, TORCHVISION, 0.08, 0.75, 1.3333333333333333",
        "torchvision, random_resized_crop_0.05, TORCHVISION, 0.05, 0.75, 1.3333333333333333"
    })
    void boxesAreDistributedAsTheLibrarys(
            String part, String key, Sampler sampler, double scale, double ratioLow, double ratioHigh)
            throws IOException {
        JsonNode golden;
        try (InputStream in = new GZIPInputStream(CropBoxTest.class.getResourceAsStream("/transforms.json.gz"))) {
            golden = Json.mapper().readTree(in).get(part);
        }
        for (int[] size : new int[][] {{240, 320}, {333, 500}, {320, 180}}) {
            // Given
            JsonNode expected = golden.get(key + "/" + size[0] + "x" + size[1]);
            int height = size[0];
            int width = size[1];
            CounterRandom random = CounterRandom.of(11, height);

            // When
            List<CropBox> boxes = IntStream.range(0, DRAWS)
                    .mapToObj(i -> CropBox.draw(
                            sampler, width, height, List.of(scale, 1.0), List.of(ratioLow, ratioHigh), random))
                    .toList();

            // Then
            Map<String, ToDoubleFunction<CropBox>> measures = Map.of(
                    "area_fraction", b -> (double) b.width() * b.height() / (width * height),
                    "aspect", b -> (double) b.width() / b.height(),
                    "height", b -> (double) b.height() / height,
                    "width", b -> (double) b.width() / width,
                    "centre_y", b -> (b.y() + b.height() / 2.0) / height,
                    "centre_x", b -> (b.x() + b.width() / 2.0) / width);
            measures.forEach((name, measure) -> {
                double unit = name.equals("height") ? height : name.equals("width") ? width : 1;
                double[] values = boxes.stream().mapToDouble(measure).sorted().toArray();
                for (int q = 0; q < SHARES.length; q++) {
                    assertThat(values[(int) (SHARES[q] * (DRAWS - 1))])
                            .as("%s %dx%d %s at %s", key, height, width, name, SHARES[q])
                            .isCloseTo(
                                    expected.at("/" + name + "/quantiles/" + q).asDouble() / unit,
                                    org.assertj.core.data.Offset.offset(0.02));
                }
                assertThat(Arrays.stream(values).average().orElseThrow())
                        .as("%s mean of %s", key, name)
                        .isCloseTo(
                                expected.at("/" + name + "/mean").asDouble() / unit,
                                org.assertj.core.data.Offset.offset(0.01));
            });
        }
    }
}
