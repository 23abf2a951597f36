package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.flowers.DemoData;
import io.fixres.cli.follow.Display;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.report.DemoTable;
import io.fixres.cli.source.DataArgument;
import io.fixres.contracts.event.DataSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fixres demo}: the main job, with its controls. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Draw a labelled set of flowers, train at a low resolution, fine-tune the last layers at a higher one, and print"
                    + " the comparison that shows whether that helped.",
            "Uses the cluster given, else the embedded stack that runs in the home, else starts one for its duration."
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.COMPLETED_TEXT,
            ExitCodes.FAILED_TEXT,
            ExitCodes.USAGE_TEXT,
            ExitCodes.CANCELLED_TEXT,
            ExitCodes.INTERRUPTED_TEXT
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ClusterOptions clusterOptions;

    @Mixin
    StackSizeOptions stackSize;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the training (default: the recipe's, 1)")
    Optional<Long> seed;

    @Option(
            names = "--data-seed",
            paramLabel = "N",
            description =
                    "seed of the pictures, which does not follow --seed (default: the same pictures for everyone)")
    Optional<Long> dataSeed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "set a key of the recipe demo, such as phases.initial.epochs=2; can be repeated")
    Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    JsonOption json;

    @Override
    public Integer call() {
        RecipeArgument recipe = RecipeArgument.read("demo", settings);
        PrintWriter err = spec.commandLine().getErr();
        DemoData flowers = dataSeed.map(DemoData::of).orElseGet(DemoData::standard);
        try (Session session = Session.open(clusterOptions, stackSize.value(), err)) {
            Path pictures = flowers.at(clusterOptions.home.value().demoData(flowers.seed()), err::println);
            DataSource source = DataArgument.resolve(pictures.toString(), session.cluster(), err::println);
            return run(session, recipe, source);
        }
    }

    private int run(Session session, RecipeArgument recipe, DataSource source) {
        String id = Requests.newId("demo");
        try (Display display = Display.ofExperiment(id);
                ExperimentFollower follower =
                        ExperimentFollower.open(session.cluster(), List.of(id), Optional.empty(), display)) {
            follower.watchSource(source.hash(recipe.recipe().data().split()));
            Interruption.explain(session, id, spec.commandLine().getErr());
            Requests.experiment(session.cluster(), id, recipe, Optional.of(source), Optional.empty(), seed);
            display.say("experiment " + id);
            session.page(clusterOptions)
                    .ifPresent(page -> display.say("watch it in a browser: " + page + "/experiments/" + id));
            return new Follow(spec, session.cluster(), json.on)
                    .run(follower, display, id, results -> new DemoTable(recipe.recipe(), results).lines());
        }
    }
}
