package io.fixres.ingest.archive;

import io.fixres.ingest.source.OpenedSource;
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
    private static final SourceEntry.Origin FOLDER = new SourceEntry.Origin.Folder();

    private final ExpansionGuard guard;

    DirectoryReader(ExpansionGuard guard) {
        this.guard = guard;
    }

    /** Where the directory holds shards, the entries of archives are shown instead of the archives. */
    void read(OpenedSource.Directory directory, EntryVisitor visitor) {
        try {
            Path root = directory.path().toRealPath();
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    visitFileOf(root, file, attributes, visitor, directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new SourceUnavailableException("cannot read the directory '" + directory.path() + "': " + e, e);
        }
    }

    private void visitFileOf(
            Path root,
            Path file,
            BasicFileAttributes attributes,
            EntryVisitor visitor,
            OpenedSource.Directory directory)
            throws IOException {
        guard.entry();
        String path = root.relativize(file).toString().replace('\\', '/');
        if (attributes.isSymbolicLink()) {
            visitor.visit(new SourceEntry(path, FOLDER, SourceEntry.Kind.LINK, InputStream.nullInputStream()));
        } else if (!attributes.isRegularFile()) {
            visitor.visit(new SourceEntry(path, FOLDER, SourceEntry.Kind.SPECIAL, InputStream.nullInputStream()));
        } else {
            try (InputStream in = guard.afterDecompression(guard.beforeDecompression(
                    new BufferedInputStream(directory.counted(Files.newInputStream(file)))))) {
                if (directory.shards() && ShardName.matches(path)) {
                    new ArchiveReader(guard).readShard(path, in, visitor);
                } else {
                    visitor.visit(new SourceEntry(path, FOLDER, SourceEntry.Kind.FILE, in));
                }
            } catch (java.nio.file.AccessDeniedException e) {
                throw new RejectedSourceException(
                        "'" + file + "' may not be read by ingest-service: change its permissions", e);
            }
        }
    }
}
