package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.Display;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.group.GroupPlan;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.experiment.ExperimentState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres run}: an experiment from request to result. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Train, tune and score a recipe on your pictures and print the result.",
            "Uses the cluster given, else the embedded stack that runs in the home, else starts one for its duration."
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.COMPLETED_TEXT,
            ExitCodes.FAILED_TEXT,
            ExitCodes.USAGE_TEXT,
            ExitCodes.CANCELLED_TEXT,
            ExitCodes.INTERRUPTED_TEXT
        },
        footer = {
            "%nExamples:",
            "  fixres run flowers-quick --data flower_photos.tgz --set phases.initial.epochs=2",
            "  fixres run demo --seeds 5 --grid train=32,48,64 --grid test=32..96/16 --id demo-grid",
            "The same command with the same --id goes on with a group and repeats nothing of it."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Mixin
    StackSizeOptions stackSize;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RECIPE",
            completionCandidates = RecipeNames.class,
            description = "name of a built-in recipe (see: fixres recipes) or a YAML file")
    Optional<String> recipe;

    @Mixin
    RequestOptions request;

    @Option(
            names = "--resume",
            paramLabel = "ID",
            description = "go on with an experiment that stopped, or with those of a group")
    Optional<String> resume;

    @Mixin
    GroupOptions group;

    @Mixin
    JsonOption json;

    @Override
    public Integer call() {
        if (resume.isPresent() == recipe.isPresent()) {
            throw new UsageException("give either a RECIPE or --resume ID");
        }
        if (resume.isPresent()) {
            request.refuseWithResume(group.given());
            try (Session session = open()) {
                return resume(session, Named.of(session.cluster(), resume.get()));
            }
        }
        RecipeArgument argument = RecipeArgument.read(recipe.get(), request.settings);
        request.check(argument);
        if (group.given()) {
            String name = request.id.orElseGet(
                    () -> Requests.newGroup(argument.recipe().name()));
            GroupPlan plan = group.plan(name, argument, request.seed);
            try (Session session = open()) {
                return startGroup(session, plan, argument);
            }
        }
        try (Session session = open()) {
            return start(session, argument);
        }
    }

    private Session open() {
        return Session.open(
                clusterOptions, stackSize.value(), spec.commandLine().getErr());
    }

    private Optional<DataSource> source(Session session, RecipeArgument argument) {
        return request.source(
                session.cluster(),
                argument,
                clusterOptions.home.value(),
                spec.commandLine().getErr()::println);
    }

    private int start(Session session, RecipeArgument argument) {
        String id = request.id(argument);
        Optional<DataSource> data = source(session, argument);
        try (Display display = Display.ofExperiment(id);
                ExperimentFollower follower =
                        ExperimentFollower.open(session.cluster(), List.of(id), Optional.empty(), display)) {
            data.ifPresent(source ->
                    follower.watchSource(source.hash(argument.recipe().data().split())));
            Interruption.explain(session, id, spec.commandLine().getErr());
            Requests.experiment(session.cluster(), id, argument, data, request.dataset, request.seed);
            display.say("experiment " + id);
            session.page(clusterOptions)
                    .ifPresent(page -> display.say("watch it in a browser: " + page + "/experiments/" + id));
            return new Follow(spec, session.cluster(), json.on).run(follower, display, id);
        }
    }

    private int startGroup(Session session, GroupPlan plan, RecipeArgument argument) {
        Cluster cluster = session.cluster();
        Optional<DataSource> data = source(session, argument);
        GroupRequests requests = GroupRequests.of(cluster.store(), plan, argument, data, request.dataset);
        try (Display display = Display.ofGroup(plan.group(), plan.ids());
                ExperimentFollower follower = ExperimentFollower.open(cluster, plan.ids(), requests.since(), display)) {
            Interruption.explain(session, plan.group(), spec.commandLine().getErr());
            requests.publish(cluster, display::say, follower::awaitResume);
            session.page(clusterOptions).ifPresent(page -> display.say("watch it in a browser: " + page));
            return new Follow(spec, cluster, json.on).runGroup(follower, display, plan.group());
        }
    }

    private int resume(Session session, Named named) {
        Cluster cluster = session.cluster();
        Optional<Instant> since = named.group()
                ? named.members().stream().map(ExperimentState::requested).min(Instant::compareTo)
                : Optional.empty();
        try (Display display = named.group()
                        ? Display.ofGroup(named.name(), named.ids())
                        : Display.ofExperiment(named.name());
                ExperimentFollower follower = ExperimentFollower.open(cluster, named.ids(), since, display)) {
            Interruption.explain(session, named.name(), spec.commandLine().getErr());
            named.members().stream()
                    .filter(member -> !named.group() || Resuming.stopped(member))
                    .forEach(member -> Resuming.ask(cluster, member, display::say)
                            .ifPresent(event -> follower.awaitResume(member.experiment(), event)));
            Follow follow = new Follow(spec, cluster, json.on);
            return named.group()
                    ? follow.runGroup(follower, display, named.name())
                    : follow.run(follower, display, named.name());
        }
    }
}
