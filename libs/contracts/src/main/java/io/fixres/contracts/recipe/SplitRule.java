package io.fixres.contracts.recipe;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a source is divided into splits. */
public sealed interface SplitRule {
    /** As a recipe writes it. */
    @JsonValue
    String text();

    /**
     * The first percent of the order of TensorFlow Datasets (ascending MD5 of {@code train} + class/file) is the train
     * split, the rest the validation split.
     */
    record Tfds(int percent) implements SplitRule {
        public Tfds {
            if (percent < 1 || percent > 99) {
                throw new IllegalArgumentException("tfds: " + percent + "% must be 1% to 99%");
            }
        }

        @Override
        public String text() {
            return "tfds: " + percent + "%";
        }
    }

    /** A share of the images, chosen by the hash of their bytes, is the validation split. */
    record Fraction(double share) implements SplitRule {
        public Fraction {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("fraction: " + share + " must be above 0 and under 1");
            }
        }

        @Override
        public String text() {
            return "fraction: " + share;
        }
    }

    /** The folders above the classes are the splits: train with test, val, valid or validation. */
    record Folders() implements SplitRule {
        @Override
        public String text() {
            return "folders";
        }
    }

    /**
     * Reads {@code tfds: 90%}, {@code fraction: 0.1} or {@code folders}.
     *
     * @throws IllegalArgumentException naming the text and the three forms
     */
    static SplitRule parse(String text) {
        Matcher tfds = Pattern.compile("tfds: ?(\\d{1,2})%").matcher(text);
        if (tfds.matches()) {
            return new Tfds(Integer.parseInt(tfds.group(1)));
        }
        Matcher fraction = Pattern.compile("fraction: ?(0?\\.\\d+)").matcher(text);
        if (fraction.matches()) {
            return new Fraction(Double.parseDouble(fraction.group(1)));
        }
        if (text.equals("folders")) {
            return new Folders();
        }
        throw new IllegalArgumentException("split is '" + text
                + "' but must be 'tfds: 90%', 'fraction: 0.1' or 'folders' (numbers are yours to choose)");
    }
}
