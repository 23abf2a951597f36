package io.fixres.ingest.archive;

import io.fixres.contracts.dataset.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the path of an entry says about it. */
public sealed interface EntryPath {
    /** Paths of real data sets are far shorter; a longer one would only fill lists. */
    int MAX_LENGTH = 1024;

    /**
     * A file in a class folder: {@code [root/]class/file} or {@code [root/]split/class/file}.
     *
     * @param folder the split folder above the class, if there is one
     */
    record InClass(String className, String file, Optional<Split> folder) implements EntryPath {}

    /** A file that is not in a folder, so that it has no class. */
    record NoClass() implements EntryPath {}

    /** A hidden file, or one that an operating system left behind. */
    record Hidden() implements EntryPath {}

    /** A path that no image of a dataset may have. */
    record Unsafe(String reason) implements EntryPath {}

    /** Reads a path; a backslash separates as a slash does, as in archives made on Windows. */
    static EntryPath of(String path) {
        if (path.length() > MAX_LENGTH) {
            return new Unsafe("its path has more than " + MAX_LENGTH + " characters");
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            return new Unsafe("its path has control characters");
        }
        String slashes = path.replace('\\', '/');
        if (slashes.startsWith("/") || slashes.matches("[A-Za-z]:.*")) {
            return new Unsafe("its path is absolute: paths in an archive are relative");
        }
        List<String> parts = parts(path);
        if (parts.contains("..")) {
            return new Unsafe("its path leaves the archive ('..')");
        }
        if (parts.isEmpty() || parts.contains("__MACOSX") || parts.stream().anyMatch(part -> part.startsWith("."))) {
            return new Hidden();
        }
        if (parts.size() < 2) {
            return new NoClass();
        }
        int file = parts.size() - 1;
        return new InClass(
                parts.get(file - 1), parts.get(file), file >= 2 ? split(parts.get(file - 2)) : Optional.empty());
    }

    /** Folders and file name; empty parts and {@code .} left out. */
    static List<String> parts(String path) {
        return Arrays.stream(path.replace('\\', '/').split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    /** The split that a folder name stands for. */
    static Optional<Split> split(String folder) {
        return switch (folder.toLowerCase(Locale.ROOT)) {
            case "train" -> Optional.of(Split.TRAIN);
            case "val", "valid", "validation" -> Optional.of(Split.VALIDATION);
            case "test" -> Optional.of(Split.TEST);
            default -> Optional.empty();
        };
    }
}
