package io.fixres.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.follow.Progress;
import io.fixres.cli.report.Reproduction;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
            "With the same engine, threads and processor model weights must be equal bit for bit; otherwise the 95 %"
                    + " intervals of all scores must overlap."
        },
        footer = "%nExit codes: 0 reproduced, 1 not reproduced or failed, 2 usage error, 3 cancelled, 130 interrupted.")
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "ID", description = "id of an experiment that has completed")
    String experiment;

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
            PrintWriter out = spec.commandLine().getOut();
            out.println();
            result.lines().forEach(out::println);
            out.flush();
            return result.reproduced() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private int train(Cluster cluster, ExperimentState first, String again) {
        try (Progress progress = Progress.onStandardError();
                ExperimentFollower follower = ExperimentFollower.open(cluster, again, Optional.empty(), progress)) {
            Requests.experiment(cluster, again, recipe(cluster), Optional.empty(), first.dataset(), Optional.empty());
            progress.say("experiment " + again + " repeats " + experiment);
            return new Follow(spec, cluster, false).run(follower, again);
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
