package io.fixres.cli.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fixres.cli.UsageException;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.evaluation.LabelledPicture;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Pictures of this machine whose classes are known.
 *
 * @param dataset id of the dataset, or path of the folder
 * @param split name of the split
 * @param all in the order of the samples
 */
public record LabelledPictures(String dataset, String split, List<LabelledPicture> all) {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png");

    /** Folders above the classes that hold pictures which were not trained on, the preferred first. */
    private static final List<String> HELD_OUT = List.of("validation", "val", "test");

    /**
     * Those of a directory of class folders. Where there is a folder {@code validation}, {@code val} or {@code test} above
     * the classes, those in it; else all.
     *
     * @throws UsageException if it is no directory or holds no pictures
     */
    public static LabelledPictures ofDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UsageException("--data is '" + directory
                    + "' but must be a directory of class folders (an archive must be unpacked first)");
        }
        Path root = directory.toAbsolutePath().normalize();
        Optional<Path> heldOut =
                HELD_OUT.stream().map(root::resolve).filter(Files::isDirectory).findFirst();
        Path top = heldOut.orElse(root);
        List<LabelledPicture> pictures = new ArrayList<>();
        for (Path folder : sorted(top)) {
            if (Files.isDirectory(folder)) {
                pictures.addAll(ofClass(top, folder));
            }
        }
        if (pictures.isEmpty()) {
            throw new UsageException(
                    "there is no picture in " + top + ": arrange JPEG or PNG files as class/file, such as roses/1.jpg");
        }
        return new LabelledPictures(
                root.toString(), heldOut.map(p -> p.getFileName().toString()).orElse("all"), pictures);
    }

    private static List<LabelledPicture> ofClass(Path top, Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<LabelledPicture> pictures = new ArrayList<>();
            for (Path file : walk.filter(LabelledPictures::isPicture).sorted().toList()) {
                pictures.add(new LabelledPicture(
                        top.relativize(file).toString().replace('\\', '/'),
                        folder.getFileName().toString(),
                        file.toString(),
                        0,
                        Files.size(file)));
            }
            return pictures;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static List<Path> sorted(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    /**
     * The held-out ones of a stored dataset; the shards that hold them are fetched and kept.
     *
     * @param folder for shards, one folder in it for each dataset
     * @param say told about downloads
     */
    public static LabelledPictures ofDataset(ObjectStore store, String dataset, Path folder, Consumer<String> say) {
        DatasetManifest manifest = store.get(ObjectKeys.datasetManifest(dataset))
                .map(object -> Json.read(object.content(), DatasetManifest.class))
                .orElseThrow(() -> new IllegalStateException(
                        "dataset '" + dataset + "' is not in the store any more: give pictures with --data"));
        Split split = manifest.heldOut();
        Map<Integer, Path> shards = new HashMap<>();
        List<LabelledPicture> pictures = new ArrayList<>();
        String key = ObjectKeys.samples(dataset);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(store.open(key, 0, -1), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                SampleEntry sample = Json.read(line.getBytes(UTF_8), SampleEntry.class);
                if (sample.split() == split) {
                    Path shard = shards.computeIfAbsent(
                            sample.shard(), index -> shard(store, manifest, index, folder.resolve(dataset), say));
                    pictures.add(new LabelledPicture(
                            sample.key(),
                            manifest.classes().get(sample.label()),
                            shard.toString(),
                            sample.offset(),
                            sample.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
        return new LabelledPictures(dataset, split.id(), pictures);
    }

    private static Path shard(
            ObjectStore store, DatasetManifest manifest, int index, Path folder, Consumer<String> say) {
        DatasetManifest.Shard shard = manifest.shards().get(index);
        Path file = folder.resolve(ObjectKeys.shardName(index));
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path draft = folder.resolve(ObjectKeys.shardName(index) + ".part");
                say.accept("fetching " + shard.name() + " of " + manifest.id());
                store.download(ObjectKeys.shard(manifest.id(), index), draft);
                String sha256 = Revisions.ofFile(draft);
                if (!sha256.equals(shard.sha256())) {
                    Files.delete(draft);
                    throw new IllegalStateException("'" + ObjectKeys.shard(manifest.id(), index)
                            + "' is damaged: its SHA-256 is " + sha256 + " but must be " + shard.sha256()
                            + ": ingest the dataset again");
                }
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /** Writes one picture a line, as JSON. */
    public void write(Path file) {
        try {
            Files.write(file, all.stream().map(Json::text).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
