package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.group.GroupPlan;
import io.fixres.contracts.event.DataSource;
import java.io.PrintWriter;
import java.util.List;
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
        description = "Ask for an experiment or a group, print its id and return; watch follows it.")
final class SubmitCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Parameters(
            paramLabel = "RECIPE",
            completionCandidates = RecipeNames.class,
            description = "name of a built-in recipe or a YAML file")
    String recipe;

    @Mixin
    RequestOptions request;

    @Mixin
    GroupOptions group;

    @Mixin
    JsonOption json;

    /**
     * What {@code --json} prints.
     *
     * @param group absent for one that stands alone
     */
    record Submitted(Optional<String> group, List<String> experiments) {
        String name() {
            return group.orElseGet(() -> experiments.get(0));
        }
    }

    @Override
    public Integer call() {
        RecipeArgument argument = RecipeArgument.read(recipe, request.settings);
        request.check(argument);
        Optional<GroupPlan> plan = group.given()
                ? Optional.of(group.plan(
                        request.id.orElseGet(
                                () -> Requests.newGroup(argument.recipe().name())),
                        argument,
                        request.seed))
                : Optional.empty();
        PrintWriter err = spec.commandLine().getErr();
        try (Cluster cluster = clusterOptions.connect()) {
            Optional<DataSource> data = request.source(cluster, argument, clusterOptions.home.value(), err::println);
            Submitted submitted = plan.map(p -> submit(cluster, p, argument, data, err))
                    .orElseGet(() -> submit(cluster, argument, data));
            json.print(spec.commandLine().getOut(), submitted, () -> List.of(submitted.name()));
            return ExitCodes.OK;
        }
    }

    private Submitted submit(Cluster cluster, RecipeArgument argument, Optional<DataSource> data) {
        String id = request.id(argument);
        Requests.experiment(cluster, id, argument, data, request.dataset, request.seed);
        return new Submitted(Optional.empty(), List.of(id));
    }

    private Submitted submit(
            Cluster cluster, GroupPlan plan, RecipeArgument argument, Optional<DataSource> data, PrintWriter err) {
        GroupRequests.of(cluster.store(), plan, argument, data, request.dataset)
                .publish(cluster, err::println, (experiment, event) -> {});
        return new Submitted(Optional.of(plan.group()), plan.ids());
    }
}
