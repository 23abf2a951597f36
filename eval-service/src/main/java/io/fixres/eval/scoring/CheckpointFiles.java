package io.fixres.eval.scoring;

import io.fixres.contracts.Digests;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.eval.process.WorkDirectory;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Brings checkpoints onto this machine and refuses damaged ones. */
@Singleton
public final class CheckpointFiles {
    private final ObjectStore store;
    private final Path folder;

    public CheckpointFiles(ObjectStore store, WorkDirectory directory) {
        this.store = store;
        this.folder = directory.folder("checkpoints");
    }

    /**
     * Downloads a checkpoint's weights to a file that the caller deletes.
     *
     * @throws UndoableWorkException if the weights are missing or their SHA-256 is not the announced one
     */
    public Path download(CheckpointSaved saved) {
        String key = ObjectKeys.weights(saved.checkpoint());
        Path file = folder.resolve("model.safetensors");
        MessageDigest digest = Digests.sha256();
        try (InputStream in = store.open(key, 0, -1);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot download " + key, e);
        } catch (ObjectNotFoundException e) {
            throw new UndoableWorkException(
                    "the weights of the checkpoint are gone: " + e.getMessage()
                            + "; they may have been removed by the recipe's checkpoints rule or by hand",
                    e);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(saved.sha256())) {
            delete(file);
            throw new UndoableWorkException(
                    key + " is damaged: its SHA-256 is " + sha256 + " but " + saved.sha256()
                            + " was announced; resume the experiment from an earlier checkpoint or restore the object,"
                            + " then replay this event",
                    null);
        }
        return file;
    }

    /** Removes a downloaded file. */
    public void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
