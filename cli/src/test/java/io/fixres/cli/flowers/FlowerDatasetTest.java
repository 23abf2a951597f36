package io.fixres.cli.flowers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.Digests;
import io.fixres.contracts.sampling.CounterRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowerDatasetTest {
    @Test
    void oneSeedGivesTheSameBytesAndAnotherGivesOthers(@TempDir Path directory) {
        // Given
        AtomicInteger drawn = new AtomicInteger();

        // When
        new FlowerDataset(1, 12, 6).write(directory.resolve("a"), drawn::addAndGet);
        new FlowerDataset(1, 12, 6).write(directory.resolve("b"), n -> {});
        new FlowerDataset(2, 12, 6).write(directory.resolve("c"), n -> {});

        // Then
        Map<String, String> first = digests(directory.resolve("a"));
        assertThat(first).hasSize(18);
        assertThat(drawn).hasValue(18);
        assertThat(digests(directory.resolve("b"))).isEqualTo(first);
        assertThat(digests(directory.resolve("c")).values()).doesNotContainAnyElementsOf(first.values());
    }

    @Test
    void bothSplitsHaveEveryClass(@TempDir Path directory) {
        new FlowerDataset(1, 6, 6).write(directory, n -> {});

        assertThat(directory.resolve("train").toFile().list()).hasSize(6);
        assertThat(directory.resolve("test").toFile().list()).hasSize(6);
    }

    @Test
    void tooFewPicturesForTheClassesAreRefused() {
        assertThatThrownBy(() -> new FlowerDataset(1, 5, 6))
                .hasMessage("5 training and 6 test pictures: need at least one for each of the 6 classes");
    }

    @Property(tries = 300)
    void aFlowerIsOfKnownSizeAndLiesWithinItsPicture(@ForAll long seed) {
        Flower flower = Flower.draw(Species.DAISY, CounterRandom.of(seed, 0, 0));

        double shortSide = Math.min(flower.width(), flower.height());
        assertThat(2 * flower.radius() / shortSide).isBetween(0.40, 0.70);
        assertThat(flower.centreX()).isBetween(flower.radius(), flower.width() - flower.radius());
        assertThat(flower.centreY()).isBetween(flower.radius(), flower.height() - flower.radius());
        assertThat(flower.width()).isBetween(80, 160);
        assertThat(flower.height()).isBetween(80, 160);
    }

    @Test
    void mostTraitsOfAFlowerAreItsOwnSpecies() {
        int own = 0;
        for (int i = 0; i < 1000; i++) {
            Traits traits = Traits.of(Species.SUNFLOWER, CounterRandom.of(7, 0, i));
            own += traits.petals() == Species.SUNFLOWER.traits().petals() ? 1 : 0;
        }

        // 1 - .10 * 5/6 = .917, within four standard deviations
        assertThat(own).isBetween(882, 952);
    }

    private static Map<String, String> digests(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            Map<String, String> digests = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(directory.relativize(file).toString(), Digests.sha256(Files.readAllBytes(file)));
            }
            return digests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
