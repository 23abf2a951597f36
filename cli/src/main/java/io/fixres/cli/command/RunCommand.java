package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.follow.Progress;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.experiment.ExperimentState;
import java.io.PrintWriter;
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
        footer = {
            "%nExample:",
            "  fixres run flowers-quick --data flower_photos.tgz --set phases.initial.epochs=2",
            "%nExit codes: 0 completed, 1 failed, 2 usage error, 3 cancelled, 130 interrupted."
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
            description = "name of a built-in recipe (see: fixres recipes) or a YAML file")
    Optional<String> recipe;

    @Mixin
    RequestOptions request;

    @Option(names = "--resume", paramLabel = "ID", description = "go on with an experiment that stopped")
    Optional<String> resume;

    @Option(
            names = "--json",
            description = "print one JSON object as the last line of standard output, all else on standard error")
    boolean json;

    @Override
    public Integer call() {
        if (resume.isPresent() == recipe.isPresent()) {
            throw new UsageException("give either a RECIPE or --resume ID");
        }
        PrintWriter err = spec.commandLine().getErr();
        if (resume.isPresent()) {
            request.refuseWithResume();
            try (Session session = Session.open(clusterOptions, stackSize.value(), err)) {
                return resume(session, resume.get());
            }
        }
        RecipeArgument argument = RecipeArgument.read(recipe.get(), request.settings);
        request.check(argument);
        try (Session session = Session.open(clusterOptions, stackSize.value(), err)) {
            return start(session, argument);
        }
    }

    private int start(Session session, RecipeArgument argument) {
        String id = request.id(argument);
        PrintWriter err = spec.commandLine().getErr();
        Optional<DataSource> data =
                request.source(session.cluster(), argument, clusterOptions.home.value(), err::println);
        try (Progress progress = Progress.onStandardError();
                ExperimentFollower follower =
                        ExperimentFollower.open(session.cluster(), id, Optional.empty(), progress)) {
            data.ifPresent(source ->
                    follower.watchSource(source.hash(argument.recipe().data().split())));
            Interruption.explain(session, id, err);
            Requests.experiment(session.cluster(), id, argument, data, request.dataset, request.seed);
            progress.say("experiment " + id);
            session.page(clusterOptions)
                    .ifPresent(page -> progress.say("watch it in a browser: " + page + "/experiments/" + id));
            return new Follow(spec, session.cluster(), json).run(follower, id);
        }
    }

    private int resume(Session session, String id) {
        ExperimentState state = Follow.known(session.cluster(), id);
        try (Progress progress = Progress.onStandardError();
                ExperimentFollower follower =
                        ExperimentFollower.open(session.cluster(), id, Optional.empty(), progress)) {
            Interruption.explain(session, id, spec.commandLine().getErr());
            Resuming.ask(session.cluster(), state, progress::say).ifPresent(follower::awaitResume);
            return new Follow(spec, session.cluster(), json).run(follower, id);
        }
    }
}
