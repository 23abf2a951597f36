package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.event.DataSource;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres submit}: asks for an experiment and returns. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Ask for an experiment, print its id and return; watch follows it.")
final class SubmitCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(paramLabel = "RECIPE", description = "name of a built-in recipe or a YAML file")
    String recipe;

    @Mixin
    RequestOptions request;

    @Override
    public Integer call() {
        RecipeArgument argument = RecipeArgument.read(recipe, request.settings);
        request.check(argument);
        PrintWriter err = spec.commandLine().getErr();
        try (Cluster cluster = clusterOptions.connect()) {
            String id = request.id(argument);
            Optional<DataSource> data = request.source(cluster, argument, clusterOptions.home.value(), err::println);
            Requests.experiment(cluster, id, argument, data, request.dataset, request.seed);
            spec.commandLine().getOut().println(id);
            return ExitCodes.OK;
        }
    }
}
