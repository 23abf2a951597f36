package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.stack.Installation;
import java.io.IOException;
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
            "million: no peer; a million small pictures are ingested and one epoch of them is served; time and memory."
        })
final class BenchCommand implements Callable<Integer> {
    private static final List<String> CASES = List.of("fp32", "bf16", "finetune", "phase");

    @Parameters(paramLabel = "WHAT", description = "training or million")
    String what;

    @Option(names = "--python", defaultValue = "python3", description = "Python of the peer (default: python3)")
    String python;

    @Option(names = "--rounds", defaultValue = "10", description = "rounds of 3 steps (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--threads", defaultValue = "0", description = "threads of both (default: all processors)")
    int threads;

    @Option(
            names = "--cases",
            split = ",",
            defaultValue = "fp32,bf16,finetune,phase",
            description =
                    "fp32 and bf16: all layers at 128 px; finetune: post_bn and head at 224 px, each step anew; phase: 10 epochs"
                            + " of it with a flip, features stored (default: all)")
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
        if (!CASES.containsAll(cases)) {
            throw new UsageException(
                    "--cases is " + String.join(",", cases) + " but may name " + String.join(", ", CASES));
        }
        if (!what.equals("training")) {
            throw new UsageException("there is no benchmark '" + what + "': training and million are those there are");
        }
        Installation installation = Installation.current();
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        List<String> command = new ArrayList<>(installation.benchmark("io.fixres.benchmarks.TrainingBenchmark"));
        command.addAll(List.of(
                installation.root().toString(),
                python,
                String.valueOf(rounds),
                String.valueOf(count),
                String.join(",", cases)));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Installation.torchEnvironment(builder.environment());
        return builder.start().waitFor();
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
