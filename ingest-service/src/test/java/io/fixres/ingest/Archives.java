package io.fixres.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs files for tests. */
public final class Archives {
    private Archives() {}

    /** Two classes, "cat" and "dog", with so many JPEGs each below "pets/". */
    public static Map<String, byte[]> pets(int perClass) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < perClass; i++) {
            files.put("pets/cat/c" + i + ".jpg", Pictures.jpeg(2 * i));
            files.put("pets/dog/d" + i + ".jpg", Pictures.jpeg(2 * i + 1));
        }
        return files;
    }

    /** A gzip-compressed tar. */
    public static Path tgz(Path file, Map<String, byte[]> files) {
        return write(file, out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(tarBytes(files));
            }
        });
    }

    /** A tar. */
    public static Path tar(Path file, Map<String, byte[]> files) {
        return write(file, out -> out.write(tarBytes(files)));
    }

    /** A zip. */
    public static Path zip(Path file, Map<String, byte[]> files) {
        return write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
        });
    }

    /** A directory. */
    public static Path directory(Path root, Map<String, byte[]> files) {
        files.forEach((name, content) -> {
            try {
                Files.createDirectories(root.resolve(name).getParent());
                Files.write(root.resolve(name), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return root;
    }

    /** A tar of entries that a packer would not write. */
    public static Path tar(Path file, TarContent content) {
        return write(file, out -> {
            try (TarArchiveOutputStream tar = open(out)) {
                content.writeTo(tar);
            }
        });
    }

    /** Adds a file to a tar. */
    public static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Writes entries. */
    @FunctionalInterface
    public interface TarContent {
        /** To an open archive. */
        void writeTo(TarArchiveOutputStream tar) throws IOException;
    }

    /** The bytes of a tar. */
    public static byte[] tarBytes(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = open(bytes)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                add(tar, entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static TarArchiveOutputStream open(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static Path write(Path file, Writing writing) {
        try (OutputStream out = Files.newOutputStream(file)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
