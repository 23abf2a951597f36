package io.fixres.cli.source;

import io.fixres.contracts.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What changes when the content behind a path does. */
final class Revisions {
    private Revisions() {}

    /** SHA-256 of a file's bytes. */
    static String ofFile(Path file) {
        MessageDigest digest = Digests.sha256();
        update(digest, file);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds a file's bytes to a digest. */
    static void update(MessageDigest digest, Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** SHA-256 of the listing: path, size and time of change of every file, in order. */
    static String ofDirectory(Path directory) {
        try {
            return ofListing(directory, files(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** The same of some files, by their names. */
    static String ofFiles(List<Path> files) {
        return ofListing(Path.of("/"), files);
    }

    private static String ofListing(Path directory, List<Path> files) {
        StringBuilder listing = new StringBuilder();
        try {
            for (Path file : files) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                listing.append(directory.relativize(file).toString().replace('\\', '/'))
                        .append('\t')
                        .append(attributes.size())
                        .append('\t')
                        .append(attributes.lastModifiedTime().toMillis())
                        .append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
        return Digests.sha256(listing.toString());
    }

    /** All regular files under a directory, in the order of their paths. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
