package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.ColorJitter;
import io.fixres.contracts.transform.TransformStep.Hflip;
import io.fixres.contracts.transform.TransformStep.RandomCrop;
import io.fixres.contracts.transform.TransformStep.ShiftedCenterCrop;
import io.fixres.imaging.Native;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** What the steps draw is uniform where it should be; each image has a key of its own. */
class DrawTest {
    private static final int DRAWS = 20_000;
    /** Each pixel tells where it lay: (x, y, 0). */
    private static Mat places;

    @BeforeAll
    static void paint() {
        Native.load();
        places = new Mat(19, 23, CvType.CV_8UC3);
        for (int y = 0; y < 19; y++) {
            for (int x = 0; x < 23; x++) {
                places.put(y, x, new byte[] {(byte) x, (byte) y, 0});
            }
        }
    }

    private static CounterRandom random(int draw) {
        return CounterRandom.of(5, draw);
    }

    private static byte[] corner(Operation operation, int draw) {
        Mat result = operation.apply(places, random(draw));
        byte[] pixel = new byte[3];
        result.get(0, 0, pixel);
        return pixel;
    }

    @Test
    void aRandomCropLiesAtEveryPlaceAsOften() {
        Operation crop = Operations.of(new RandomCrop(16));
        Frequencies.of(DRAWS, i -> Arrays.toString(corner(crop, i))).assertUniformOver((19 - 16 + 1) * (23 - 16 + 1));
    }

    @Test
    void aShiftedCropKeepsItsHeightAndLiesAsFarToEitherSideAsOften() {
        // Given: a margin of 6 + 6 columns and 4 + 4 rows; a shift of none comes from both signs
        Operation crop = Operations.of(new ShiftedCenterCrop(11));

        // When
        Frequencies shifts = Frequencies.of(DRAWS, i -> {
            byte[] pixel = corner(crop, i);
            assertThat(pixel[1]).isEqualTo((byte) 4);
            return Math.abs(pixel[0] - 6);
        });

        // Then
        shifts.assertUniformOver(7);
        double mean = Frequencies.of(DRAWS, i -> (int) corner(crop, i)[0]).counts().entrySet().stream()
                .mapToDouble(e -> (int) e.getKey() * (double) e.getValue())
                .sum();
        assertThat(mean / DRAWS).isCloseTo(6, Offset.offset(0.1));
    }

    @Test
    void aFlipComesAsOftenAsItsShareSays() {
        Operation flip = Operations.of(new Hflip(0.3));
        int flipped =
                Frequencies.of(DRAWS, i -> (int) corner(flip, i)[0]).counts().get(22);
        assertThat((double) flipped / DRAWS).isCloseTo(0.3, Offset.offset(0.015));
    }

    @Test
    void jitterDrawsEveryOrderAndFactorAsOften() {
        // Given
        Jitter jitter = new Jitter(new ColorJitter(0.5, 0.2, 1.5, 0.1, null));
        double[][] limits = {{0.5, 1.5}, {0.8, 1.2}, {0, 2.5}, {-0.1, 0.1}};

        // When / Then
        Frequencies.of(DRAWS, i -> Arrays.toString(jitter.draw(random(i)).order()))
                .assertUniformOver(24);
        for (int which = 0; which < 4; which++) {
            int amount = which;
            Frequencies.of(DRAWS, i -> {
                        double share = (jitter.draw(random(i)).amounts()[amount] - limits[amount][0])
                                / (limits[amount][1] - limits[amount][0]);
                        return (int) Math.floor(share * 10);
                    })
                    .assertUniformOver(10);
        }
    }

    @Test
    void trivialAugmentDrawsEveryLookStrengthAndSignAsOften() {
        Frequencies.of(DRAWS, i -> Trivial.draw(random(i)).look()).assertUniformOver(14);
        List<Trivial.Draw> rotations = IntStream.range(0, 20 * DRAWS)
                .mapToObj(i -> Trivial.draw(random(i)))
                .filter(draw -> draw.look() == TrivialLook.ROTATE)
                .toList();
        Frequencies.of(rotations.size(), i -> Math.abs(rotations.get(i).magnitude()))
                .assertUniformOver(TrivialLook.BINS);
        Frequencies.of(rotations.size(), i -> Math.signum(rotations.get(i).magnitude()) < 0)
                .counts()
                .forEach((negative, count) -> assertThat((double) count / rotations.size())
                        .isCloseTo((boolean) negative ? 15.0 / 31 : 16.0 / 31, Offset.offset(0.02)));
    }

    @Test
    void strengthsAreTorchvisionsToTheLastBit() {
        Map<String, List<Double>> golden = GoldenFile.trivialMagnitudes();
        golden.forEach((name, values) -> {
            TrivialLook look = TrivialLook.valueOf(
                    name.replaceAll("(?<=[a-z])([A-Z])", "_$1").toUpperCase(Locale.ROOT));
            for (int bin = 0; bin < values.size(); bin++) {
                assertThat(look.magnitude(bin)).as("%s %d", name, bin).isEqualTo(values.get(bin));
            }
        });
        assertThat(golden).as("operations with a strength").hasSize(11);
    }
}
