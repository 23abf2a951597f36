package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.contracts.recipe.BuiltInRecipes;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres recipes}: the built-in recipes. */
@Command(
        name = "recipes",
        mixinStandardHelpOptions = true,
        description = "List the built-in recipes, or print one as YAML to begin your own with.")
final class RecipesCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "recipe to print")
    Optional<String> name;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name.isPresent()) {
            out.print(BuiltInRecipes.yaml(name.get()));
            out.flush();
        } else {
            BuiltInRecipes.names()
                    .forEach(recipe -> out.printf(
                            "%-18s %s%n",
                            recipe, BuiltInRecipes.read(recipe, Map.of()).description()));
        }
        return ExitCodes.OK;
    }
}
