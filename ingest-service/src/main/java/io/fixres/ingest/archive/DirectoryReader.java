package io.fixres.ingest.archive;

import io.fixres.ingest.source.RejectedSourceException;
import io.fixres.ingest.source.SourceUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Walks a directory without following links. */
final class DirectoryReader {
    private final ExpansionGuard guard;

    DirectoryReader(ExpansionGuard guard) {
        this.guard = guard;
    }

    void read(Path directory, EntryVisitor visitor) {
        try {
            Path root = directory.toRealPath();
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    visitFileOf(root, file, attributes, visitor);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new SourceUnavailableException("cannot read the directory '" + directory + "': " + e, e);
        }
    }

    private void visitFileOf(Path root, Path file, BasicFileAttributes attributes, EntryVisitor visitor)
            throws IOException {
        guard.entry();
        String path = root.relativize(file).toString().replace('\\', '/');
        if (attributes.isSymbolicLink()) {
            visitor.visit(new SourceEntry(path, SourceEntry.Kind.LINK, InputStream.nullInputStream()));
        } else if (!attributes.isRegularFile()) {
            visitor.visit(new SourceEntry(path, SourceEntry.Kind.SPECIAL, InputStream.nullInputStream()));
        } else {
            try (InputStream in = guard.afterDecompression(
                    guard.beforeDecompression(new BufferedInputStream(Files.newInputStream(file))))) {
                visitor.visit(new SourceEntry(path, SourceEntry.Kind.FILE, in));
            } catch (java.nio.file.AccessDeniedException e) {
                throw new RejectedSourceException(
                        "'" + file + "' may not be read by ingest-service: change its permissions", e);
            }
        }
    }
}
