package io.fixres.cli.source;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs a directory; the same files give the same bytes, whenever and by whomever they are packed. */
final class TarPacker {
    private TarPacker() {}

    static void pack(Path directory, Path archive) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (Path file : Revisions.files(directory)) {
                TarArchiveEntry entry = new TarArchiveEntry(
                        directory.relativize(file).toString().replace('\\', '/'));
                entry.setSize(Files.size(file));
                entry.setModTime(FileTime.fromMillis(0));
                tar.putArchiveEntry(entry);
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
    }
}
