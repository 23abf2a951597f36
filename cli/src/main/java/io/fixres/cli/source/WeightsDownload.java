package io.fixres.cli.source;

import io.fixres.contracts.Digests;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Fetches one object to a draft file. A draft that an earlier try left is gone on with by a range request for the bytes
 * that lack. A connection that breaks is opened again while each try brings bytes, and a few times when none does.
 */
final class WeightsDownload {
    private static final int BUFFER = 1 << 16;
    private static final int FRUITLESS_TRIES = 5;

    private final ObjectStore store;
    private final Transfer transfer;
    private final Duration firstPause;

    /** A fetch; {@code firstPause} lies before the second fruitless try and doubles from there. */
    WeightsDownload(ObjectStore store, Transfer transfer, Duration firstPause) {
        this.store = store;
        this.transfer = transfer;
        this.firstPause = firstPause;
    }

    /**
     * Fetches what lacks.
     *
     * @param size bytes of the whole object
     * @return the SHA-256 of the whole draft
     * @throws StoreUnavailableException if the store gives nothing more; the draft stays
     */
    String fetch(String key, long size, Path draft) {
        long at = usable(draft, size);
        MessageDigest digest = digestOf(draft, at);
        transfer.begun(key, at, size);
        Duration pause = firstPause;
        int fruitless = 0;
        while (at < size) {
            long before = at;
            String broken = "the connection ended early";
            try {
                at = append(key, at, size, draft, digest);
            } catch (BrokenTransferException | StoreUnavailableException e) {
                at = length(draft);
                broken = e.getMessage();
            }
            if (at >= size) {
                break;
            }
            fruitless = at > before ? 0 : fruitless + 1;
            if (fruitless >= FRUITLESS_TRIES) {
                throw new StoreUnavailableException(
                        "'" + key + "' came to " + at + " of " + size + " bytes and " + FRUITLESS_TRIES
                                + " more tries brought nothing (" + broken + "): the same command goes on from there",
                        null);
            }
            transfer.broken(at, broken);
            pause = fruitless == 0 ? firstPause : pause.multipliedBy(2);
            sleep(pause);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private long append(String key, long from, long size, Path draft, MessageDigest digest) {
        long at = from;
        try (OutputStream out = Files.newOutputStream(draft, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Connection in = new Connection(store.open(key, from, -1))) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0 && at < size; n = in.read(buffer)) {
                int taken = (int) Math.min(n, size - at);
                out.write(buffer, 0, taken);
                digest.update(buffer, 0, taken);
                at += taken;
                transfer.at(at);
            }
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + draft, e);
        }
    }

    /** Bytes of a draft that can be gone on with; one that is longer than the object is none of it. */
    private static long usable(Path draft, long size) {
        long length = length(draft);
        if (length <= size) {
            return length;
        }
        try {
            Files.delete(draft);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + draft, e);
        }
        return 0;
    }

    private static long length(Path draft) {
        try {
            return Files.exists(draft) ? Files.size(draft) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + draft, e);
        }
    }

    private static MessageDigest digestOf(Path draft, long length) {
        MessageDigest digest = Digests.sha256();
        if (length > 0) {
            Revisions.update(digest, draft);
        }
        return digest;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for the store", e);
        }
    }

    /** The connection broke; what came is kept. */
    private static final class BrokenTransferException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokenTransferException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Tells a connection that broke from a disk that is full: only the one is opened again. */
    private record Connection(InputStream in) implements AutoCloseable {
        int read(byte[] buffer) {
            try {
                return in.read(buffer);
            } catch (IOException e) {
                throw new BrokenTransferException(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new BrokenTransferException(e);
            }
        }
    }
}
