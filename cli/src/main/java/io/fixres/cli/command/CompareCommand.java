package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.report.CheckpointComparison;
import io.fixres.cli.report.Results;
import io.fixres.cli.report.Selector;
import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres compare}: two checkpoints picture by picture. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compare two checkpoints on the same pictures: which of them only one got right, and McNemar's exact test.",
            "Each side is an experiment, or a file that fixres evaluate --json wrote; /PHASE takes the last checkpoint of a"
                    + " phase (default: the last phase), @RESOLUTION:TRANSFORM one score of it (default: all that both"
                    + " have). Such as: fixres compare demo-1/initial@64:center_crop demo-1/finetune@64:center_crop"
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:compared", "1:the store does not answer", ExitCodes.USAGE_TEXT})
final class CompareCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(index = "0", paramLabel = "FIRST", description = "SOURCE[/PHASE][@RESOLUTION[:TRANSFORM]]")
    String first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "likewise")
    String second;

    @Option(names = "--json", description = "print one comparison a line")
    boolean json;

    /** One side with the results that it chooses from. */
    private record Operand(Selector selector, Results results) {}

    @Override
    public Integer call() {
        Operand a = operand(first);
        Operand b = operand(second);
        List<CheckpointComparison> comparisons =
                CheckpointComparison.of(a.selector(), a.results(), b.selector(), b.results());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            comparisons.forEach(comparison -> out.println(Json.text(comparison)));
        } else {
            CheckpointComparison.lines(comparisons).forEach(out::println);
        }
        out.flush();
        return ExitCodes.OK;
    }

    private Operand operand(String text) {
        Selector whole = Selector.read(text);
        Optional<Selector> split = whole.withPhase();
        if (Files.isRegularFile(Path.of(whole.source()))) {
            return new Operand(whole, ofFile(Path.of(whole.source())));
        }
        if (split.isPresent() && Files.isRegularFile(Path.of(split.get().source()))) {
            return new Operand(split.get(), ofFile(Path.of(split.get().source())));
        }
        Selector selector = split.orElse(whole);
        try (Cluster cluster = clusterOptions.connect()) {
            if (ExperimentFollower.state(cluster.store(), selector.source()).isEmpty()) {
                throw new UsageException("there is no experiment and no file of results '" + selector.source()
                        + "': fixres list shows all experiments");
            }
            return new Operand(selector, Results.of(cluster.store(), selector.source()));
        }
    }

    private static Results ofFile(Path file) {
        try {
            return new Results(Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), EvaluationResult.class))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
