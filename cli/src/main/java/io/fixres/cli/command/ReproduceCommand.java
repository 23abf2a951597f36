package io.fixres.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.Display;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.report.Reproduction;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres reproduce}: trains an experiment again from what is stored of it and compares. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = {
            "Train an experiment again from its stored recipe, seed and dataset, and compare.",
            "With the same engine, threads and processor model weights must be equal bit for bit; otherwise the 95 %%"
                    + " intervals of all scores must overlap."
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:reproduced",
            "1:not reproduced, or failed",
            ExitCodes.USAGE_TEXT,
            ExitCodes.CANCELLED_TEXT,
            ExitCodes.INTERRUPTED_TEXT
        })
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of an experiment that has completed")
    String experiment;

    @Mixin
    JsonOption json;

    /**
     * What {@code --json} prints.
     *
     * @param experiment the repetition
     * @param repeats what it repeats
     * @param findings a sentence for each thing that was compared
     */
    record Reproduced(String experiment, String repeats, boolean reproduced, List<String> findings) {}

    @Override
    public Integer call() {
        try (Cluster cluster = clusterOptions.connect()) {
            ExperimentState first = Follow.known(cluster, experiment);
            if (first.status() != ExperimentStatus.COMPLETED) {
                throw new UsageException("experiment '" + experiment + "' is " + Wordings.status(first.status())
                        + ": only one that has completed can be compared with");
            }
            String again = Requests.newId(first.recipeName());
            int code = train(cluster, first, again);
            if (code != ExitCodes.OK) {
                return code;
            }
            Reproduction result = Reproduction.of(cluster.store(), first, Follow.known(cluster, again));
            json.print(
                    spec.commandLine().getOut(),
                    new Reproduced(again, experiment, result.reproduced(), result.lines()),
                    result::lines);
            return result.reproduced() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private int train(Cluster cluster, ExperimentState first, String again) {
        try (Display display = Display.ofExperiment(again);
                ExperimentFollower follower =
                        ExperimentFollower.open(cluster, List.of(again), Optional.empty(), display)) {
            Requests.experiment(cluster, again, recipe(cluster), Optional.empty(), first.dataset(), Optional.empty());
            display.say("experiment " + again + " repeats " + experiment);
            return new Follow(spec, cluster, json.on).tables(follower, display, again, null);
        }
    }

    /** The stored recipe has every default written out and the seed that was used. */
    private RecipeArgument recipe(Cluster cluster) {
        byte[] yaml = cluster.store()
                .get(ObjectKeys.recipe(experiment))
                .orElseThrow(() -> new UsageException("the recipe of '" + experiment + "' is missing in the store"))
                .content();
        Recipe recipe = RecipeReader.read(new String(yaml, StandardCharsets.UTF_8), Map.of());
        JsonNode tree = Json.mapper().valueToTree(recipe);
        return new RecipeArgument(recipe, tree, Map.of());
    }
}
