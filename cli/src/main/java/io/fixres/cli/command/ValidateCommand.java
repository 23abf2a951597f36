package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.contracts.recipe.RecipeReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres validate}: checks a recipe without running it. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Check a recipe and print it with every default written out; it needs no cluster.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "RECIPE",
            completionCandidates = RecipeNames.class,
            description = "name of a built-in recipe or a YAML file")
    String recipe;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "set a recipe key, such as phases.initial.epochs=2; can be repeated")
    Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    JsonOption json;

    @Override
    public Integer call() {
        RecipeArgument argument = RecipeArgument.read(recipe, settings);
        json.print(spec.commandLine().getOut(), argument.recipe(), () -> RecipeReader.write(argument.recipe())
                .lines()
                .toList());
        spec.commandLine().getErr().println("valid");
        return ExitCodes.OK;
    }
}
