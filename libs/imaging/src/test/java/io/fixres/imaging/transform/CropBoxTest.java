package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.RandomErasing;
import io.fixres.contracts.transform.TransformStep.Sampler;
import io.fixres.imaging.transform.GoldenFile.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The distribution of random boxes against 20,000 draws of each library. */
class CropBoxTest {
    private static final int DRAWS = 20_000;
    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
    /** What was drawn, and the lowest and highest area and ratio where they are not the library's. */
    private static final Pattern DRAWN = Pattern.compile("([a-z_]+?)((?:_[0-9.]+)*)");

    static List<Entry> boxes() {
        return GoldenFile.boxes();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("boxes")
    void boxesAreDistributedAsTheLibrarys(Entry golden) {
        // Given
        String[] sides = golden.what().split("x");
        int height = Integer.parseInt(sides[0]);
        int width = Integer.parseInt(sides[1]);
        Supplier<Optional<CropBox>> sampler = sampler(golden.subject(), width, height);

        // When
        List<CropBox> boxes =
                Stream.generate(sampler).flatMap(Optional::stream).limit(DRAWS).toList();

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
            double mean = golden.expected().at("/" + name + "/mean").asDouble() / unit;
            double allowed = tolerance(name, mean, width, height);
            assertThat(Arrays.stream(values).average().orElseThrow())
                    .as("mean of %s", name)
                    .isCloseTo(mean, Offset.offset(allowed / 2));
            for (int q = 0; q < SHARES.length; q++) {
                double quantile =
                        golden.expected().at("/" + name + "/quantiles/" + q).asDouble() / unit;
                assertThat(values[(int) (SHARES[q] * (DRAWS - 1))])
                        .as("%s at %s", name, SHARES[q])
                        .isCloseTo(quantile, Offset.offset(allowed));
            }
        });
    }

    /** Twice what two samples of this size differ by chance at most, or a pixel of a small picture. */
    private static double tolerance(String measure, double mean, int width, int height) {
        double share = measure.equals("aspect") ? 0.03 * Math.max(1, mean) : 0.02;
        return Math.max(share, 1.01 / Math.min(width, height));
    }

    private static Supplier<Optional<CropBox>> sampler(String drawn, int width, int height) {
        Matcher parts = DRAWN.matcher(drawn);
        assertThat(parts.matches()).as("the name %s", drawn).isTrue();
        double[] given = Arrays.stream(parts.group(2).split("_"))
                .filter(text -> !text.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        CounterRandom random = CounterRandom.of(11, height);
        return switch (parts.group(1)) {
            case "sample_distorted_bounding_box" ->
                crops(Sampler.TENSORFLOW, width, height, limits(given, 0.05, 0.75, 1.33), random);
            case "random_resized_crop" ->
                crops(Sampler.TORCHVISION, width, height, limits(given, 0.08, 3.0 / 4, 4.0 / 3), random);
            case "random_erasing" -> {
                double[] limits = limits(given, 0.02, 0.3, 3.3);
                RandomErasing step =
                        new RandomErasing(1.0, List.of(limits[0], limits[1]), List.of(limits[2], limits[3]), null);
                yield () -> new Erasing(step).box(width, height, random);
            }
            default -> throw new AssertionError("no sampler for " + drawn);
        };
    }

    /** Lowest and highest area, lowest and highest ratio. */
    private static double[] limits(double[] given, double area, double narrow, double broad) {
        return switch (given.length) {
            case 0 -> new double[] {area, 1, narrow, broad};
            case 1 -> new double[] {given[0], 1, narrow, broad};
            default -> given;
        };
    }

    private static Supplier<Optional<CropBox>> crops(
            Sampler sampler, int width, int height, double[] limits, CounterRandom random) {
        return () -> Optional.of(CropBox.draw(
                sampler, width, height, List.of(limits[0], limits[1]), List.of(limits[2], limits[3]), random));
    }
}
