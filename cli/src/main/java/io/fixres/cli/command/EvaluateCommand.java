package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.report.EvaluationTable;
import io.fixres.cli.source.CheckpointTargets;
import io.fixres.cli.source.LabelledPictures;
import io.fixres.cli.stack.Installation;
import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.EvaluationJob;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.recipe.Resolutions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres evaluate}: scores checkpoints at any resolutions, in a process that has the engine. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Score checkpoints on labelled pictures, at any test resolutions and under any test transforms.",
            "Of an experiment, the last checkpoint of every phase is scored, so that tuned and un-tuned stand beside each"
                    + " other; a file needs no cluster. Nothing is written to the store."
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:scored", "1:a checkpoint has diverged", ExitCodes.USAGE_TEXT})
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(
            index = "0",
            paramLabel = "CHECKPOINT",
            description = "a model.safetensors, the folder that holds it, or the id of an experiment")
    String checkpoint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "directory of class folders with pictures that were not trained on (default: the held-out split of"
                            + " the experiment's dataset)")
    Optional<Path> data;

    @Option(names = "--phase", description = "only this phase of the experiment")
    Optional<String> phase;

    @Option(
            names = "--resolutions",
            paramLabel = "LIST",
            description = "test resolutions: 96,128,160 or 64..224/32 (default: those it was trained and tested at)")
    Optional<String> resolutions;

    @Option(
            names = "--transforms",
            split = ",",
            paramLabel = "NAME",
            description = "test transforms (default: the checkpoint's own, center_crop and squash)")
    List<String> transforms = new ArrayList<>();

    @Option(
            names = "--adaptations",
            split = ",",
            paramLabel = "NAME",
            description = "none, parametric, or both (default: none)")
    List<AdaptationMethod> adaptations = new ArrayList<>(List.of(AdaptationMethod.NONE));

    @Option(
            names = "--no-baselines",
            negatable = true,
            description = "leave out the training resolution where --resolutions does not list it")
    boolean baselines = true;

    @Option(names = "--details", description = "print classes and worst mistakes of each result")
    boolean details;

    @Option(names = "--json", description = "print one result a line, with all predictions, as it is stored")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Integer> sizes = resolutions.map(Resolutions::read).orElse(List.of());
        Path scratch = Files.createTempDirectory("fixres-evaluate");
        try {
            Path pictures = scratch.resolve("pictures.jsonl");
            Path job = scratch.resolve("job.json");
            Files.write(job, Json.bytes(job(sizes, pictures)));
            return run(job);
        } finally {
            Files.deleteIfExists(scratch.resolve("pictures.jsonl"));
            Files.deleteIfExists(scratch.resolve("job.json"));
            Files.delete(scratch);
        }
    }

    private EvaluationJob job(List<Integer> sizes, Path list) {
        Optional<Path> weights = CheckpointTargets.weights(checkpoint);
        if (weights.isPresent()) {
            Path folder = data.orElseThrow(() -> new UsageException(
                    "a checkpoint in a file says nothing of where its pictures are: give --data with a directory of class"
                            + " folders"));
            return job(
                    List.of(CheckpointTargets.ofFile(weights.get())),
                    LabelledPictures.ofDirectory(folder),
                    sizes,
                    list);
        }
        try (Cluster cluster = clusterOptions
                .find()
                .orElseThrow(() -> new UsageException("there is no checkpoint '" + checkpoint
                        + "': give a model.safetensors or the folder that holds it; the id of an experiment needs a"
                        + " running stack, or --bootstrap and --s3"))) {
            ExperimentState state = Follow.known(cluster, checkpoint);
            PrintWriter err = spec.commandLine().getErr();
            LabelledPictures pictures = data.map(LabelledPictures::ofDirectory)
                    .orElseGet(() -> LabelledPictures.ofDataset(
                            cluster.store(),
                            state.dataset()
                                    .orElseThrow(() -> new UsageException("experiment '" + checkpoint
                                            + "' has no dataset yet: wait for it, or give --data")),
                            clusterOptions.home.value().datasets(),
                            err::println));
            return job(
                    CheckpointTargets.ofExperiment(
                            cluster.store(),
                            state,
                            phase,
                            clusterOptions.home.value().checkpoints()),
                    pictures,
                    sizes,
                    list);
        }
    }

    private EvaluationJob job(
            List<EvaluationJob.Target> targets, LabelledPictures pictures, List<Integer> sizes, Path list) {
        pictures.write(list);
        return new EvaluationJob(
                targets,
                pictures.dataset(),
                pictures.split(),
                list.toString(),
                sizes,
                transforms,
                baselines,
                adaptations);
    }

    private int run(Path job) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Installation.current().evaluator());
        command.add(job.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Installation.torchEnvironment(builder.environment());
        Process process = builder.start();
        PrintWriter out = spec.commandLine().getOut();
        List<EvaluationResult> results = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (json) {
                    out.println(line);
                    out.flush();
                } else {
                    results.add(Json.read(line.getBytes(StandardCharsets.UTF_8), EvaluationResult.class));
                }
            }
        } finally {
            process.destroy();
        }
        int code = process.waitFor();
        if (code == ExitCodes.OK && !json) {
            print(results, out);
        }
        return code;
    }

    private void print(List<EvaluationResult> results, PrintWriter out) {
        EvaluationTable.lines(results).forEach(out::println);
        if (details) {
            results.forEach(result -> {
                out.println();
                EvaluationTable.details(result).forEach(out::println);
            });
        }
        out.flush();
    }
}
