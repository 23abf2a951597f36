package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.source.CheckpointDownload;
import io.fixres.cli.stack.Installation;
import io.fixres.contracts.storage.ObjectKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fixres predict}: classifies images, in a process that has the engine. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Classify images with a checkpoint; it needs no cluster if the checkpoint is a file.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:all images are classified", "1:an image could not be read", ExitCodes.USAGE_TEXT})
final class PredictCommand implements Callable<Integer> {
    private static final String WEIGHTS = "model.safetensors";

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(
            index = "0",
            paramLabel = "CHECKPOINT",
            description = "a model.safetensors, the folder that holds it, or the id of an experiment (its best one)")
    String checkpoint;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "JPEG or PNG files, or folders")
    List<Path> images;

    @Option(names = "--transform", defaultValue = "", description = "test transform (default: the checkpoint's own)")
    String transform;

    @Option(names = "--resolution", defaultValue = "0", description = "pixels (default: the checkpoint's own)")
    int resolution;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> files = files();
        Path weights = weights();
        List<String> command = new ArrayList<>(Installation.current().predictor());
        command.addAll(List.of(weights.toString(), transform, String.valueOf(resolution), json.on ? "json" : "text"));
        command.addAll(files);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Installation.torchEnvironment(builder.environment());
        return builder.start().waitFor();
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        for (Path image : images) {
            if (!Files.exists(image)) {
                throw new UsageException("there is no image or folder '" + image + "'");
            }
            try (Stream<Path> walk = Files.walk(image)) {
                walk.filter(Files::isRegularFile).map(Path::toString).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + image, e);
            }
        }
        return files;
    }

    private Path weights() {
        Path path = Path.of(checkpoint);
        if (Files.isRegularFile(path)) {
            return path;
        }
        if (Files.isRegularFile(path.resolve(WEIGHTS))) {
            return path.resolve(WEIGHTS);
        }
        try (Cluster cluster = clusterOptions
                .find()
                .orElseThrow(() -> new UsageException("there is no checkpoint '" + checkpoint
                        + "': give a model.safetensors or the folder that holds it; the id of an experiment needs a"
                        + " running stack, or --bootstrap and --s3"))) {
            Follow.known(cluster, checkpoint);
            Path folder = clusterOptions.home.value().checkpoints().resolve(checkpoint);
            return CheckpointDownload.pointedTo(cluster.store(), ObjectKeys.best(checkpoint))
                    .orElseThrow(() -> new UsageException(
                            "experiment '" + checkpoint + "' has no best checkpoint yet: nothing is scored"))
                    .to(cluster.store(), folder)
                    .resolve(WEIGHTS);
        }
    }
}
