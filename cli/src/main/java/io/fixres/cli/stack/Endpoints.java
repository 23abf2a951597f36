package io.fixres.cli.stack;

import io.fixres.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * {@code endpoints.json} of a home: where its stack listens, or last listened.
 *
 * @param pid process that holds the home's lock
 * @param ready whether every process was healthy once
 * @param bootstrap address of the broker, {@code host:port}
 * @param store address of the store
 * @param processes broker, store and services
 */
public record Endpoints(
        long pid,
        boolean ready,
        String bootstrap,
        URI store,
        String bucket,
        String accessKey,
        String secretKey,
        List<Process> processes) {
    /** Name of the process that shows the page. */
    static final String PAGE = "page";

    /**
     * One process.
     *
     * @param name such as {@code trainer-1}
     * @param started milliseconds since 1970, which tells it from a later process of the same pid
     * @param url HTTP address of a service
     */
    public record Process(String name, long pid, long started, Optional<URI> url, Path log) {
        /** The process, if it still runs. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(handle -> startOf(handle) == started);
        }
    }

    /** When a process started, in milliseconds since 1970, 0 where the system does not say. */
    static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }

    /** Address of the page; empty where none is shown. */
    public Optional<URI> page() {
        return processes.stream()
                .filter(process -> process.name().equals(PAGE))
                .flatMap(process -> process.url().stream())
                .findFirst();
    }

    /** Whether the process that wrote this still runs. */
    boolean ownerLives() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Reads the file; empty if there is none. */
    public static Optional<Endpoints> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), Endpoints.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Replaces the file in one step; it holds the store's secret and is readable by its owner only. */
    void write(Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(draft, Json.bytes(this));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
