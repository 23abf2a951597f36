package io.fixres.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The images of an archive as files in class folders, as the peers read them. */
final class Pictures {
    private Pictures() {}

    /** The folder that holds the class folders: the source itself if it is one, else the archive unpacked by tar. */
    static Path unpacked(Path source, Path target) throws IOException, InterruptedException {
        if (Files.isDirectory(source)) {
            return source;
        }
        if (!Files.isDirectory(target)) {
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.createDirectories(part);
            int code = new ProcessBuilder(List.of("tar", "xf", source.toString(), "-C", part.toString()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("tar cannot unpack " + source + ": code " + code);
            }
            Files.move(part, target);
        }
        try (Stream<Path> entries = Files.list(target)) {
            List<Path> folders = entries.filter(Files::isDirectory).toList();
            return folders.size() == 1 ? folders.get(0) : target;
        }
    }
}
