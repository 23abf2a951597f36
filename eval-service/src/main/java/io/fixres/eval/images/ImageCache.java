package io.fixres.eval.images;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.eval.configuration.EvaluationConfiguration;
import io.fixres.eval.process.WorkDirectory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Transformed uint8 images on disk, one file for each (dataset, split, transform, resolution), at most a configured
 * number of bytes together; what was not used for the longest time goes first. A split larger than the bound is not kept.
 * Not thread safe: the worker thread owns it.
 */
@Singleton
public final class ImageCache {
    private final Path folder;
    private final long limit;
    private final Map<Path, Long> files = new LinkedHashMap<>(16, 0.75f, true);

    public ImageCache(WorkDirectory directory, EvaluationConfiguration configuration) {
        this.folder = directory.folder("images");
        this.limit = configuration.cacheBytes();
    }

    /**
     * Opens the images of a split under a request: complete where they are kept, else to be appended.
     *
     * @param bytes of all of them together
     */
    Entry open(HeldOutSplit split, EvaluationRequest request, long bytes) {
        Path file = folder.resolve(name(split, request));
        if (files.get(file) != null) {
            return new Entry(file, true, bytes);
        }
        if (bytes > limit) {
            return new Entry(null, false, bytes);
        }
        makeRoom(bytes);
        return new Entry(file, false, bytes);
    }

    private static String name(HeldOutSplit split, EvaluationRequest request) {
        String identity = split.dataset().id() + "\n" + split.split().id() + "\n" + request.resolution() + "\n"
                + Json.text(request.steps());
        return Digests.sha256(identity).substring(0, 32) + ".u8";
    }

    private void makeRoom(long bytes) {
        long used = files.values().stream().mapToLong(Long::longValue).sum();
        Iterator<Map.Entry<Path, Long>> oldest = files.entrySet().iterator();
        while (used + bytes > limit && oldest.hasNext()) {
            Map.Entry<Path, Long> entry = oldest.next();
            delete(entry.getKey());
            used -= entry.getValue();
            oldest.remove();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    /** One file of the cache, open; without a file it forgets what is appended. */
    final class Entry implements AutoCloseable {
        private final Path file;
        private final boolean complete;
        private final long bytes;
        private final FileChannel channel;

        private Entry(Path file, boolean complete, long bytes) {
            this.file = file;
            this.complete = complete;
            this.bytes = bytes;
            try {
                if (file == null) {
                    channel = null;
                } else if (complete) {
                    channel = FileChannel.open(file, StandardOpenOption.READ);
                } else {
                    channel = FileChannel.open(
                            file,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open " + file, e);
            }
        }

        /** Whether all images are here to be read. */
        boolean complete() {
            return complete;
        }

        /** Fills a buffer from an offset on. */
        void read(long offset, ByteBuffer out) {
            ByteBuffer target = out.duplicate();
            try {
                while (target.hasRemaining()) {
                    if (channel.read(target, offset + target.position()) < 0) {
                        throw new IOException("the file ends at " + channel.size());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }

        /** Adds the bytes of a buffer at the end. */
        void append(ByteBuffer images) {
            if (channel == null) {
                return;
            }
            ByteBuffer source = images.duplicate();
            try {
                while (source.hasRemaining()) {
                    channel.write(source);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }

        @Override
        public void close() {
            if (channel == null) {
                return;
            }
            try (channel) {
                if (!complete && channel.size() == bytes) {
                    files.put(file, bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + file, e);
            }
            if (!files.containsKey(file)) {
                delete(file);
            }
        }
    }
}
