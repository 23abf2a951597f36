package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fixres bench}: measures beside what users would otherwise pick. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure beside a peer, both in one run, and print a table in Markdown.",
            "training: steps beside PyTorch's; needs a Python with benchmarks/peers/pytorch/requirements.txt.",
            "data: images from an archive beside tf.data, torchvision and Kafka's own tools; needs a Python with"
                    + " benchmarks/peers/tensorflow/requirements.txt, too.",
            "million: no peer; a million small pictures are ingested and one epoch of them is served; time and memory."
        })
final class BenchCommand implements Callable<Integer> {
    private static final List<String> TRAINING = List.of("fp32", "bf16", "finetune", "phase");
    private static final List<String> DATA = List.of("cold", "warm", "warm_224", "kafka", "feed", "memory", "scale");

    @Parameters(paramLabel = "WHAT", description = "training, data or million")
    String what;

    @Option(
            names = "--python",
            defaultValue = "python3",
            description = "Python with PyTorch and torchvision (default: python3)")
    String python;

    @Option(
            names = "--tensorflow-python",
            paramLabel = "PYTHON",
            defaultValue = "python3",
            description = "data: Python with TensorFlow (default: python3)")
    String tensorflowPython;

    @Option(
            names = "--rounds",
            defaultValue = "10",
            description = "rounds, of 3 steps or 2,560 images each (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "data: length of a round through Kafka (default: ${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--threads", defaultValue = "0", description = "threads of both (default: all processors)")
    int threads;

    @Option(names = "--data", paramLabel = "ARCHIVE", description = "data: JPEGs in class folders, as run takes them")
    Path data;

    @Option(
            names = "--cases",
            split = ",",
            description = {
                "training: fp32 and bf16: all layers at 128 px; finetune: post_bn and head at 224 px, each step anew; phase:"
                        + " 10 epochs of it with a flip, features stored.",
                "data: cold: decode, random crop of 128 px; warm: decoded before; warm_224: squash to 392 px, crop of 224;"
                        + " kafka: orders in, batches out; feed: a training fed through Kafka; memory: 20 epochs; scale: 1,"
                        + " 2 and 4 augmenters of a quarter of a processor, needs root (default: all)"
            })
    List<String> cases;

    @Option(
            names = "--images",
            defaultValue = "1000000",
            description = "pictures of million (default: ${DEFAULT-VALUE})")
    int images;

    @Option(
            names = "--home",
            description = "million: folder for a stack of its own, about 8 GiB for a million pictures")
    Optional<Path> home;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (what.equals("million")) {
            return million();
        }
        Installation installation = Installation.current();
        List<String> command = new ArrayList<>();
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        switch (what) {
            case "training" -> {
                command.addAll(installation.benchmark("io.fixres.benchmarks.TrainingBenchmark"));
                command.addAll(List.of(
                        installation.root().toString(),
                        python,
                        String.valueOf(rounds),
                        String.valueOf(count),
                        String.join(",", chosen(TRAINING))));
            }
            case "data" -> {
                if (data == null || !Files.exists(data)) {
                    throw new UsageException("--data is " + data + " but must name an archive or folder of JPEGs");
                }
                command.addAll(installation.benchmark("io.fixres.benchmarks.DataBenchmark"));
                command.addAll(List.of(
                        installation.root().toString(),
                        data.toString(),
                        tensorflowPython,
                        python,
                        String.valueOf(rounds),
                        String.valueOf(count),
                        String.valueOf(seconds),
                        String.join(",", chosen(DATA))));
            }
            default ->
                throw new UsageException("there is no benchmark '" + what + "'; there are training, data and million");
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Installation.torchEnvironment(builder.environment());
        return builder.start().waitFor();
    }

    private List<String> chosen(List<String> all) {
        if (cases == null) {
            return all;
        }
        if (!all.containsAll(cases)) {
            throw new UsageException(
                    "--cases is " + String.join(",", cases) + " but may name " + String.join(", ", all));
        }
        return cases;
    }

    private int million() throws IOException, InterruptedException {
        Path folder = home.orElseThrow(
                () -> new UsageException("million needs --home DIR: an empty folder with about 8 GiB of room"));
        Installation installation = Installation.current();
        List<String> command = new ArrayList<>(installation.benchmark("io.fixres.benchmarks.MillionBenchmark"));
        command.addAll(List.of(installation.root().toString(), folder.toString(), String.valueOf(images)));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
