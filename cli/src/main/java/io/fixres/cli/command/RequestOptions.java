package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.flowers.DemoData;
import io.fixres.cli.source.DataArgument;
import io.fixres.cli.stack.StackHome;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.experiment.ExperimentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What an experiment is asked for with, beside its recipe. */
final class RequestOptions {
    @Option(
            names = "--data",
            paramLabel = "PATH|URL",
            description =
                    "labelled pictures in class folders, WebDataset shards or CIFAR-10: a directory, or a .tgz, .tar.gz,"
                            + " .tar or .zip, or several by a pattern such as x-{000..009}.tar, as a path or as"
                            + " a file:, http:, https: or s3: address")
    Optional<String> data;

    @Option(names = "--dataset", paramLabel = "ID", description = "a dataset that is stored already, instead of --data")
    Optional<String> dataset;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "set a recipe key, such as phases.initial.epochs=2; can be repeated")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "replaces the recipe's seed")
    Optional<Long> seed;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "id of the experiment or name of the group (default: made from recipe and time)")
    Optional<String> id;

    /** Finds what is wrong before anything is started. */
    void check(RecipeArgument recipe) {
        id.ifPresent(ExperimentId::check);
        if (data.isPresent() && dataset.isPresent()) {
            throw new UsageException("--data and --dataset are given: give one of them");
        }
        if (data.isEmpty() && dataset.isEmpty() && !DemoData.suits(recipe.recipe())) {
            throw new UsageException("recipe " + recipe.recipe().name()
                    + " needs pictures: give --data with a directory or an archive of class folders, or --dataset with an"
                    + " id that is stored");
        }
        data.ifPresent(DataArgument::check);
    }

    void refuseWithResume(boolean group) {
        if (group
                || data.isPresent()
                || dataset.isPresent()
                || seed.isPresent()
                || id.isPresent()
                || !settings.isEmpty()) {
            throw new UsageException("--resume goes on with the experiment as it was asked for: leave out --data,"
                    + " --dataset, --set, --seed, --seeds, --grid and --id");
        }
    }

    String id(RecipeArgument recipe) {
        return id.orElseGet(() -> Requests.newId(recipe.recipe().name()));
    }

    /** The data source; drawn flowers for the demo recipe without one. */
    Optional<DataSource> source(Cluster cluster, RecipeArgument recipe, StackHome home, Consumer<String> say) {
        if (dataset.isPresent()) {
            return Optional.empty();
        }
        String argument = data.orElseGet(() -> DemoData.standard()
                .at(home.demoData(DemoData.standard().seed()), say)
                .toString());
        return Optional.of(DataArgument.resolve(argument, cluster, say));
    }
}
