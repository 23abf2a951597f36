package io.fixres.cli.source;

import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.SourcePattern;
import io.fixres.contracts.storage.ObjectKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code --data}: an address, which services read themselves, or a path of this machine, or several archives in the form of
 * {@link SourcePattern}. Services of the embedded stack
 * read a path in place; for any other cluster it is uploaded first, a directory packed as tar.
 */
public final class DataArgument {
    private static final List<String> SCHEMES = List.of("file:", "http:", "https:", "s3:");
    private static final List<String> ARCHIVES = List.of(".tgz", ".tar.gz", ".tar", ".zip");

    private DataArgument() {}

    /**
     * The source to ask for.
     *
     * @param say told about uploads
     * @throws UsageException if the path does not exist or is no archive or directory
     */
    public static DataSource resolve(String argument, Cluster cluster, Consumer<String> say) {
        check(argument);
        if (isAddress(argument)) {
            return new DataSource(argument, Optional.empty());
        }
        if (isPattern(argument)) {
            return archives(argument, cluster, say);
        }
        Path path = Path.of(argument).toAbsolutePath().normalize();
        boolean directory = Files.isDirectory(path);
        if (cluster.onThisMachine()) {
            String revision = directory ? Revisions.ofDirectory(path) : Revisions.ofFile(path);
            return new DataSource(path.toUri().toString(), Optional.of(revision));
        }
        return directory ? uploadDirectory(path, cluster, say) : upload(path, fileName(path), cluster, say);
    }

    /** Several archives; a path that exists is meant as it stands. */
    private static boolean isPattern(String argument) {
        return !Files.exists(Path.of(argument)) && paths(argument).size() > 1;
    }

    private static List<String> paths(String argument) {
        try {
            return SourcePattern.expand(argument);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--data: " + e.getMessage());
        }
    }

    private static DataSource archives(String pattern, Cluster cluster, Consumer<String> say) {
        List<Path> paths = paths(pattern).stream()
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .toList();
        Stream<String> addresses = cluster.onThisMachine()
                ? paths.stream().map(Path::toString)
                : paths.stream()
                        .map(path -> upload(path, fileName(path), cluster, say).uri());
        return new DataSource(addresses.collect(Collectors.joining("::")), Optional.of(Revisions.ofFiles(paths)));
    }

    private static boolean isAddress(String argument) {
        return SCHEMES.stream().anyMatch(argument::startsWith);
    }

    /**
     * Finds what is wrong with a path before anything is started.
     *
     * @throws UsageException if the path, or one of a list, does not exist or is no archive or directory
     */
    public static void check(String argument) {
        if (isAddress(argument)) {
            return;
        }
        if (isPattern(argument)) {
            paths(argument).forEach(DataArgument::checkPath);
        } else {
            checkPath(argument);
        }
    }

    private static void checkPath(String argument) {
        Path path = Path.of(argument).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new UsageException(
                    "--data is '" + argument + "' but there is no such file or directory: give a path, or"
                            + " an address that begins with one of " + String.join(" ", SCHEMES));
        }
        String name = fileName(path).toLowerCase(Locale.ROOT);
        if (!Files.isDirectory(path) && ARCHIVES.stream().noneMatch(name::endsWith)) {
            throw new UsageException("--data is '" + argument
                    + "' but must be a directory or an archive that ends in one of " + String.join(" ", ARCHIVES));
        }
    }

    private static DataSource uploadDirectory(Path directory, Cluster cluster, Consumer<String> say) {
        try {
            Path archive = Files.createTempFile("fixres-", ".tar");
            try {
                say.accept("packing " + directory);
                TarPacker.pack(directory, archive);
                return upload(archive, fileName(directory) + ".tar", cluster, say);
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack " + directory, e);
        }
    }

    private static DataSource upload(Path archive, String name, Cluster cluster, Consumer<String> say) {
        String sha256 = Revisions.ofFile(archive);
        String key = ObjectKeys.upload(sha256, name.replaceAll("[^A-Za-z0-9._-]", "_"));
        if (!cluster.store().exists(key)) {
            say.accept("uploading " + name);
            cluster.store().create(key, archive);
        }
        return new DataSource("s3://" + cluster.bucket() + "/" + key, Optional.of(sha256));
    }

    private static String fileName(Path path) {
        return path.getFileName() == null ? "data" : path.getFileName().toString();
    }
}
