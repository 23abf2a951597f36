package io.fixres.cli.source;

import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

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
     * The checkpoint that a pointer names, empty if there is no pointer yet.
     *
     * @param pointer key of {@code latest.json} or {@code best.json}
     */
    public static Optional<CheckpointDownload> pointedTo(ObjectStore store, String pointer) {
        return store.get(pointer)
                .map(object -> Json.read(object.content(), CheckpointPointer.class))
                .map(target -> new CheckpointDownload(target.checkpoint(), target.sha256()));
    }

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
            store.download(ObjectKeys.weights(key), draft);
            String actual = Revisions.ofFile(draft);
            if (!actual.equals(sha256)) {
                Files.delete(draft);
                throw new IllegalStateException("'" + ObjectKeys.weights(key) + "' is damaged: its SHA-256 is " + actual
                        + " but must be " + sha256 + ": pull another checkpoint with --all, and look after the store");
            }
            Files.move(draft, folder.resolve(WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
            store.download(ObjectKeys.checkpointManifest(key), folder.resolve(MANIFEST));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
        return folder;
    }
}
