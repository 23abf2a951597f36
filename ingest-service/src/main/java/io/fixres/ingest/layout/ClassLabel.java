package io.fixres.ingest.layout;

import java.util.Optional;

/** The class of a sample as its source gives it: by a name, or by a number that stays the label. */
public sealed interface ClassLabel {
    /** A classifier with more outputs is a mistake in the layout: one class for each image, most likely. */
    int MAX_CLASSES = 65_536;

    /** What stands for the class while the source is read. */
    String key();

    /** A class that has a name and gets its number when all names are known. */
    record Named(String name) implements ClassLabel {
        @Override
        public String key() {
            return name;
        }
    }

    /** A class that has a number, and perhaps a name. */
    record Numbered(int number, Optional<String> name) implements ClassLabel {
        @Override
        public String key() {
            return String.valueOf(number);
        }
    }

    /** Whether a text can be the name of a class, which is a folder in shards. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 255
                && !text.startsWith(".")
                && text.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }
}
