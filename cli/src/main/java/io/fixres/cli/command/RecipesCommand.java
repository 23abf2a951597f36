package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.contracts.recipe.BuiltInRecipes;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = RecipeNames.class,
            description = "recipe to print")
    Optional<String> name;

    @Mixin
    JsonOption json;

    /** What {@code --json} prints without a name; with one it prints the recipe. */
    record Listing(List<Entry> recipes) {
        /** One recipe. */
        record Entry(String name, String description) {}
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name.isPresent()) {
            String yaml = BuiltInRecipes.yaml(name.get());
            json.print(out, BuiltInRecipes.read(name.get(), Map.of()), () -> yaml.lines()
                    .toList());
            return ExitCodes.OK;
        }
        Listing listing = new Listing(BuiltInRecipes.names().stream()
                .map(recipe -> new Listing.Entry(
                        recipe, BuiltInRecipes.read(recipe, Map.of()).description()))
                .toList());
        json.print(out, listing, () -> listing.recipes().stream()
                .map(entry -> String.format("%-18s %s", entry.name(), entry.description()))
                .toList());
        return ExitCodes.OK;
    }
}
