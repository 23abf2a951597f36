package io.fixres.trainer.checkpoint;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentState.ResumePoint;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.metrics.TrainerMeters.Saved;
import io.fixres.trainer.run.Learner;
import io.fixres.trainer.run.PhaseClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Weights and resume states on their way to and from the store. Objects are immutable and written before the state that
 * names them; a checkpoint's manifest is written last, so a reader that finds it finds the weights.
 */
public final class RunFiles {
    private static final Logger LOGGER = Logger.getLogger(RunFiles.class);

    private static final String RESUME = "state.safetensors";
    private static final String CLOCK = "clock.json";

    private final ObjectStore store;
    private final Path directory;
    private final TrainerMeters meters;

    /** With a folder for files under way. */
    public RunFiles(ObjectStore store, Path directory, TrainerMeters meters) {
        this.store = store;
        this.directory = directory;
        this.meters = meters;
    }

    /**
     * Stores the weights as a checkpoint and gives their SHA-256.
     *
     * @param key prefix of the checkpoint
     * @param manifest made of the SHA-256
     */
    public String saveCheckpoint(
            Learner learner,
            String key,
            Map<String, String> metadata,
            java.util.function.Function<String, Object> manifest) {
        return withFile("weights", file -> {
            long start = System.nanoTime();
            String sha256 = learner.saveWeights(file, metadata);
            store.create(ObjectKeys.weights(key), file);
            store.create(ObjectKeys.checkpointManifest(key), Json.bytes(manifest.apply(sha256)));
            meters.saved(Saved.CHECKPOINT, Duration.ofNanos(System.nanoTime() - start), size(file));
            return sha256;
        });
    }

    /** Stores a resume state and says where it stands. */
    public ResumePoint saveResume(
            Learner learner, String key, int phaseIndex, int epoch, long position, long step, PhaseClock clock) {
        return withFile("resume", file -> {
            long start = System.nanoTime();
            String sha256 = learner.saveResume(file);
            store.create(key + RESUME, file);
            store.create(key + CLOCK, Json.bytes(clock));
            meters.saved(Saved.RESUME, Duration.ofNanos(System.nanoTime() - start), size(file));
            return new ResumePoint(key, sha256, phaseIndex, epoch, position, step);
        });
    }

    /** Brings a learner whose phase has begun to a resume state; gives the time that the phase had taken. */
    public PhaseClock restore(Learner learner, ResumePoint point) {
        fetch(point.key() + RESUME, point.sha256(), learner::restoreResume);
        return store.get(point.key() + CLOCK)
                .map(object -> Json.read(object.content(), PhaseClock.class))
                .orElse(PhaseClock.ZERO);
    }

    /** Gives a learner the weights of a checkpoint. */
    public void load(Learner learner, CheckpointRef checkpoint) {
        fetch(ObjectKeys.weights(checkpoint.key()), checkpoint.sha256(), learner::loadWeights);
    }

    /** Removes all resume states but some, those that dead attempts have left behind included. */
    public void keepResumes(String experiment, List<String> keys) {
        store.list(ObjectKeys.resumes(experiment)).stream()
                .filter(object -> keys.stream().noneMatch(object::startsWith))
                .forEach(store::delete);
    }

    /** Moves the pointer to the newest checkpoint; one that points further stays, as a later attempt wrote it. */
    public void pointToLatest(String experiment, CheckpointRef checkpoint) {
        CheckpointPointer pointer = new CheckpointPointer(
                checkpoint.key(),
                checkpoint.phase(),
                checkpoint.phaseIndex(),
                checkpoint.epoch(),
                checkpoint.sha256(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String key = ObjectKeys.latest(experiment);
        while (!store.create(key, Json.bytes(pointer))) {
            Optional<StoredObject> old = store.get(key);
            if (old.isPresent() && replaced(key, pointer, old.get())) {
                return;
            }
        }
    }

    private boolean replaced(String key, CheckpointPointer pointer, StoredObject old) {
        Comparator<CheckpointPointer> order =
                Comparator.comparingInt(CheckpointPointer::phaseIndex).thenComparingInt(CheckpointPointer::epoch);
        return order.compare(Json.read(old.content(), CheckpointPointer.class), pointer) > 0
                || store.replace(key, Json.bytes(pointer), old.etag()).isPresent();
    }

    /** A small object whole, if it is there. */
    public Optional<byte[]> read(String key) {
        return store.get(key).map(StoredObject::content);
    }

    /** Gives a learner weights from elsewhere: an object key, or a {@code file:} address on this machine. */
    public void loadInitial(Learner learner, String address) {
        if (address.startsWith("file:")) {
            LOGGER.infof("%s: %s", address, learner.startFrom(Path.of(URI.create(address))));
            return;
        }
        withFile("initial", file -> {
            store.download(address, file);
            LOGGER.infof("%s: %s", address, learner.startFrom(file));
            return address;
        });
    }

    private void fetch(String key, String sha256, Consumer<Path> use) {
        withFile("fetched", file -> {
            store.download(key, file);
            String found = sha256(file);
            if (!found.equals(sha256)) {
                throw new DamagedObjectException(key, sha256, found);
            }
            use.accept(file);
            return found;
        });
    }

    private interface FileUse<T> {
        T apply(Path file) throws IOException;
    }

    private <T> T withFile(String name, FileUse<T> use) {
        try {
            Path file = Files.createTempFile(directory, name, ".safetensors");
            try {
                return use.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory + " (fixres.trainer.work-directory)", e);
        }
    }

    private static long size(Path file) throws IOException {
        return Files.size(file);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
