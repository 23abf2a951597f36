package io.fixres.cli.source;

import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.CheckpointManifest;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int SHORT = 12;

    /**
     * What lies on disk afterwards.
     *
     * @param key prefix of the checkpoint in the bucket
     * @param folder that holds it
     * @param bytes of the weights
     * @param fetched bytes that came over the network; 0 where the folder held them already
     */
    public record Fetched(String key, Path folder, String sha256, long bytes, long fetched) {}

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

    /** {@link #to(ObjectStore, Path, Transfer, Duration)} that nobody looks at; returns the folder. */
    public Path to(ObjectStore store, Path directory) {
        return to(store, directory, Transfer.UNSEEN).folder();
    }

    /** {@link #to(ObjectStore, Path, Transfer, Duration)} with a pause of a second. */
    public Fetched to(ObjectStore store, Path directory, Transfer transfer) {
        return to(store, directory, transfer, FIRST_PAUSE);
    }

    /**
     * Fetches it; weights that are there afterwards are whole and have the SHA-256 that both the experiment and the
     * manifest name. A draft that a broken download left is gone on with; one that proves damaged is fetched anew once.
     *
     * @param firstPause before the connection is opened again
     * @throws IllegalStateException if the weights or the manifest are not those that were stored
     */
    Fetched to(ObjectStore store, Path directory, Transfer transfer, Duration firstPause) {
        Path folder = folder(directory);
        try {
            Files.createDirectories(folder);
            byte[] manifest = manifest(store);
            Path weights = folder.resolve(WEIGHTS);
            long size = store.size(ObjectKeys.weights(key));
            long fetched = whole(weights, size) ? 0 : fetch(store, weights, size, transfer, firstPause);
            Path draft = folder.resolve(MANIFEST + ".part");
            Files.write(draft, manifest);
            Files.move(draft, folder.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
            return new Fetched(key, folder, sha256, size, fetched);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /** {@code <phase>-<epoch>-<attempt>} under a directory. */
    public Path folder(Path directory) {
        String[] parts = key.split("/");
        return directory.resolve(parts[parts.length - 2] + "-" + parts[parts.length - 1]);
    }

    private boolean whole(Path weights, long size) throws IOException {
        return Files.exists(weights)
                && Files.size(weights) == size
                && Revisions.ofFile(weights).equals(sha256);
    }

    private long fetch(ObjectStore store, Path weights, long size, Transfer transfer, Duration firstPause)
            throws IOException {
        // Another experiment's draft in the same folder is not gone on with: the name tells.
        Path draft =
                weights.resolveSibling(WEIGHTS + "." + sha256.substring(0, Math.min(SHORT, sha256.length())) + ".part");
        WeightsDownload download = new WeightsDownload(store, transfer, firstPause);
        long before = Files.exists(draft) ? Math.min(size, Files.size(draft)) : 0;
        String actual = download.fetch(ObjectKeys.weights(key), size, draft);
        if (!actual.equals(sha256) && before > 0) {
            Files.delete(draft);
            before = 0;
            actual = download.fetch(ObjectKeys.weights(key), size, draft);
        }
        if (!actual.equals(sha256)) {
            Files.delete(draft);
            throw new IllegalStateException("'" + ObjectKeys.weights(key) + "' is damaged: its SHA-256 is " + actual
                    + " but must be " + sha256 + ": pull another checkpoint with --all, and look after the store");
        }
        Files.move(draft, weights, StandardCopyOption.REPLACE_EXISTING);
        return size - before;
    }

    private byte[] manifest(ObjectStore store) {
        String name = ObjectKeys.checkpointManifest(key);
        byte[] content =
                store.get(name).map(StoredObject::content).orElseThrow(() -> new ObjectNotFoundException(name));
        String named = Json.read(content, CheckpointManifest.class).sha256();
        if (!named.equals(sha256)) {
            throw new IllegalStateException(
                    "'" + name + "' names weights of SHA-256 " + named + " but the experiment's state names " + sha256
                            + ": one of them was changed; look after the store");
        }
        return content;
    }
}
