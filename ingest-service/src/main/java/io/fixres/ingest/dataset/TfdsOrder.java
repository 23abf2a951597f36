package io.fixres.ingest.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;

/** Order, boundary and labels of the data sets that TensorFlow Datasets publishes. */
public final class TfdsOrder {
    /**
     * Class names of tf_flowers 3.0.1 in the order of its labels; its builder lists them so. Other data sets have their
     * classes sorted by name.
     */
    static final List<String> FLOWERS = List.of("dandelion", "daisy", "tulips", "sunflowers", "roses");

    private TfdsOrder() {}

    /**
     * What examples are sorted by (ascending, as unsigned bytes): the MD5 of the split's name, which salts it, and the
     * example's key. tf_flowers has one split, {@code train}, and the key {@code <class>/<file>}.
     */
    public static byte[] digest(String path) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update("train".getBytes(StandardCharsets.UTF_8));
            return md5.digest(path.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** How many examples {@code train[:percent%]} has: rounded to the closest, halves to even, as Python rounds. */
    public static int boundary(int percent, int examples) {
        return (int) Math.rint((double) percent * examples / 100);
    }

    /** Class names in the order of their labels. */
    public static List<String> labels(Set<String> classes) {
        return classes.equals(Set.copyOf(FLOWERS))
                ? FLOWERS
                : classes.stream().sorted().toList();
    }
}
