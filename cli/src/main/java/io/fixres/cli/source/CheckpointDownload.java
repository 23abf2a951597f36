package io.fixres.cli.source;

import io.fixres.kit.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * One checkpoint to fetch.
 *
 * @param key its prefix in the bucket, ending in a slash: {@code experiments/<id>/checkpoints/<phase>/<epoch>-<attempt>/}
 * @param sha256 of its weights
 */
public record CheckpointDownload(String key, String sha256) {
    private static final String WEIGHTS = "model.safetensors";
    private static final String MANIFEST = "manifest.json";

    /**
     * Fetches it; weights that are there afterwards are whole.
     *
     * @return the folder that holds it
     * @throws IllegalStateException if the weights are not those that were stored
     */
    public Path to(ObjectStore store, Path directory) {
        String[] parts = key.split("/");
        Path folder = directory.resolve(parts[parts.length - 2] + "-" + parts[parts.length - 1]);
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve(WEIGHTS + ".part");
            store.download(key + WEIGHTS, draft);
            String actual = Revisions.ofFile(draft);
            if (!actual.equals(sha256)) {
                Files.delete(draft);
                throw new IllegalStateException("'" + key + WEIGHTS + "' is damaged: its SHA-256 is " + actual
                        + " but must be " + sha256 + ": pull another checkpoint with --all, and look after the store");
            }
            Files.move(draft, folder.resolve(WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
            store.download(key + MANIFEST, folder.resolve(MANIFEST));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
        return folder;
    }
}
