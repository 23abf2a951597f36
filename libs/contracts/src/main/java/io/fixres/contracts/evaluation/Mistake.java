package io.fixres.contracts.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An image that was classified wrongly.
 *
 * @param sample its number within the split, as in the predictions
 * @param label its true class
 * @param predicted the class it was taken for
 * @param confidence softmax probability of that class
 * @param picture where it is stored; absent in results of older versions
 */
public record Mistake(long sample, int label, int predicted, float confidence, Optional<Picture> picture) {
    /** How many a result lists. */
    public static final int LISTED = 24;

    /** Fills what an older writer left out. */
    public Mistake {
        picture = picture == null ? Optional.empty() : picture;
    }

    /**
     * An encoded picture: {@code length} bytes from {@code offset} on of a shard of the dataset, or a file.
     *
     * @param key name of the sample within its dataset
     * @param file object key of the shard, or address of the picture
     */
    public record Picture(String key, String file, long offset, long length) {}

    /** The most confident ones, the worst first. */
    static List<Mistake> of(Predictions predictions) {
        return IntStream.range(0, predictions.size())
                .filter(i -> !predictions.right(i))
                .boxed()
                .sorted(Comparator.<Integer, Float>comparing(
                                i -> -predictions.confidence().get(i))
                        .thenComparing(i -> i))
                .limit(LISTED)
                .map(i -> new Mistake(
                        predictions.samples().get(i),
                        predictions.labels().get(i),
                        predictions.predicted().get(i),
                        predictions.confidence().get(i),
                        Optional.empty()))
                .toList();
    }

    /** With the place of its picture. */
    public Mistake at(Picture place) {
        return new Mistake(sample, label, predicted, confidence, Optional.of(place));
    }
}
