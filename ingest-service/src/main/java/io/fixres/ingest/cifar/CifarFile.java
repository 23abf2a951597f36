package io.fixres.ingest.cifar;

import io.fixres.contracts.dataset.Split;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of CIFAR-10, known by its name; {@code pickled} tells the Python archive from the binary one. */
public sealed interface CifarFile {
    /** Names of batches; those of the binary archive have a suffix. */
    Pattern BATCH = Pattern.compile("(data_batch_\\d{1,3}|test_batch)(\\.bin)?");

    /** Whether it is a pickle. */
    boolean pickled();

    /** Images with labels; {@code name} is {@code data_batch_1} to {@code data_batch_5} or {@code test_batch}. */
    record Batch(String name, Split split, boolean pickled) implements CifarFile {}

    /** The names of the classes. */
    record ClassNames(boolean pickled) implements CifarFile {}

    /** What a path stands for, empty if it is no file of CIFAR-10. */
    static Optional<CifarFile> of(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        Matcher batch = BATCH.matcher(file);
        if (batch.matches()) {
            Split split = batch.group(1).startsWith("test") ? Split.TEST : Split.TRAIN;
            return Optional.of(new Batch(batch.group(1), split, batch.group(2) == null));
        }
        return switch (file) {
            case "batches.meta" -> Optional.of(new ClassNames(true));
            case "batches.meta.txt" -> Optional.of(new ClassNames(false));
            default -> Optional.empty();
        };
    }
}
