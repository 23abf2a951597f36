package io.fixres.cli.flowers;

import io.fixres.contracts.recipe.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The demo's pictures, drawn once for each seed and kept. */
public record DemoData(FlowerDataset flowers) {
    private static final String RECIPE = "demo";

    /** Those of the default seed. */
    public static DemoData standard() {
        return new DemoData(FlowerDataset.demo());
    }

    /** Those of another seed. */
    public static DemoData of(long seed) {
        FlowerDataset demo = FlowerDataset.demo();
        return new DemoData(new FlowerDataset(seed, demo.train(), demo.test()));
    }

    /** Whether a recipe is trained on drawn flowers unless the user gives other data. */
    public static boolean suits(Recipe recipe) {
        return recipe.name().equals(RECIPE);
    }

    /** Seed of the pictures, which is not the recipe's. */
    public long seed() {
        return flowers.seed();
    }

    /** Draws them to a directory unless they lie there; a directory is there whole or not at all. */
    public Path at(Path directory, Consumer<String> say) {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path draft = directory.resolveSibling(
                directory.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        say.accept("drawing " + flowers.train() + " training and " + flowers.test() + " test pictures of flowers");
        flowers.write(draft, drawn -> {});
        try {
            Files.move(draft, directory);
        } catch (IOException e) {
            if (!Files.isDirectory(directory)) {
                throw new UncheckedIOException("cannot write " + directory, e);
            }
            remove(draft); // another command was faster
        }
        return directory;
    }

    private static void remove(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
