package io.fixres.ingest.source;

import io.fixres.contracts.event.SourcePattern;
import io.fixres.ingest.archive.ShardName;
import io.fixres.ingest.image.ImageFormat;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/** Opens sources by their address. */
public final class Sources {
    private static final String AGAIN = "; then ask again with another data.revision (any text)";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    /** Until the answer's header; the body takes as long as it takes. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final Function<String, ObjectStore> buckets;
    private final HttpClient http;

    /** With a way to read a bucket by its name. */
    public Sources(Function<String, ObjectStore> buckets) {
        this.buckets = buckets;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * Opens a source.
     *
     * @param uri a {@code file:}, {@code http:}, {@code https:} or {@code s3:} address, or an absolute path; or several
     *     archives in the form of {@link SourcePattern}
     * @throws RejectedSourceException if there is nothing to read at the address
     * @throws SourceUnavailableException if it may be readable later
     */
    public OpenedSource open(String uri) {
        List<String> addresses = addresses(uri);
        return addresses.size() == 1 ? openOne(addresses.get(0)) : new OpenedSource.Series(addresses, this::archive);
    }

    private static List<String> addresses(String uri) {
        if (isAbsolutePath(uri) && Files.exists(Path.of(uri))) {
            return List.of(uri);
        }
        try {
            return SourcePattern.expand(uri);
        } catch (IllegalArgumentException e) {
            throw new RejectedSourceException("data.uri: " + e.getMessage(), e);
        }
    }

    private OpenedSource.Archive archive(String uri) {
        if (openOne(uri) instanceof OpenedSource.Archive archive) {
            return archive;
        }
        throw new RejectedSourceException(
                "'" + uri + "' is a directory, but each address of a list must be an archive: give a directory alone");
    }

    private OpenedSource openOne(String uri) {
        if (isAbsolutePath(uri)) {
            return file(Path.of(uri), uri);
        }
        URI address = parse(uri);
        return switch (String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) {
            case "file" -> file(path(address, uri), uri);
            case "http", "https" -> get(address, uri);
            case "s3" -> new OpenedSource.Archive(new SourceStream(object(uri), uri), OptionalLong.empty());
            default ->
                throw new RejectedSourceException("data.uri is '" + uri
                        + "' but must be an absolute path or begin with file:, http:, https: or s3:");
        };
    }

    private static boolean isAbsolutePath(String uri) {
        try {
            return Path.of(uri).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static URI parse(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            throw new RejectedSourceException(
                    "data.uri is '" + uri + "' but is not a valid address (" + e.getReason()
                            + "): write %20 for a space and the like",
                    e);
        }
    }

    private static Path path(URI address, String uri) {
        try {
            return Path.of(address);
        } catch (IllegalArgumentException e) {
            throw new RejectedSourceException(
                    "data.uri is '" + uri
                            + "' but a file address is absolute and has no host, as in file:///data/x.tgz",
                    e);
        }
    }

    private static OpenedSource file(Path path, String uri) {
        if (Files.isDirectory(path)) {
            return directory(path);
        }
        if (!Files.exists(path)) {
            throw new RejectedSourceException("'" + uri + "' does not exist on the machine of ingest-service: put or"
                    + " mount it there, or give an s3: or http: address" + AGAIN);
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new RejectedSourceException("'" + uri + "' is not a file or directory that ingest-service may read:"
                    + " change its permissions" + AGAIN);
        }
        try {
            return new OpenedSource.Archive(
                    new SourceStream(Files.newInputStream(path), uri), OptionalLong.of(Files.size(path)));
        } catch (IOException e) {
            throw new SourceUnavailableException("cannot open '" + uri + "': " + e.getMessage(), e);
        }
    }

    private static OpenedSource.Directory directory(Path path) {
        long[] bytes = {0};
        boolean[] archives = {false};
        boolean[] images = {false};
        try (Stream<Path> files = Files.walk(path)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                bytes[0] += file.toFile().length();
                archives[0] |= ShardName.matches(file.toString());
                images[0] |= ImageFormat.claimed(file.toString());
            });
        } catch (IOException | UncheckedIOException e) {
            throw new SourceUnavailableException("cannot read the directory '" + path + "': " + e, e);
        }
        return new OpenedSource.Directory(path, bytes[0], archives[0] && !images[0], new LongAdder());
    }

    private OpenedSource get(URI address, String uri) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWER_TIMEOUT).GET().build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return new OpenedSource.Archive(
                        new SourceStream(answer.body(), uri), answer.headers().firstValueAsLong("Content-Length"));
            }
            SourceStream.closeQuietly(answer.body());
            String message = "'" + address + "' answered " + answer.statusCode();
            if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
                throw new SourceUnavailableException(message, null);
            }
            throw new RejectedSourceException(message + ": check the address and who may read it" + AGAIN);
        } catch (IOException e) {
            throw new SourceUnavailableException("cannot read '" + address + "': " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailableException("interrupted while reading '" + address + "'", e);
        }
    }

    private InputStream object(String uri) {
        String[] parts = uri.substring("s3://".length()).split("/", 2);
        if (!uri.startsWith("s3://") || parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new RejectedSourceException("data.uri is '" + uri + "' but must be as in s3://bucket/key.tgz");
        }
        try {
            return buckets.apply(parts[0]).open(parts[1], 0, -1);
        } catch (ObjectNotFoundException e) {
            throw new RejectedSourceException("'" + uri + "' does not exist: upload it" + AGAIN, e);
        } catch (StoreUnavailableException e) {
            throw new SourceUnavailableException("cannot read '" + uri + "': " + e.getMessage(), e);
        }
    }
}
