package io.fixres.cli.command;

import io.fixres.contracts.recipe.BuiltInRecipes;
import java.util.Iterator;

/** The built-in recipes, for shell completion. */
final class RecipeNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return BuiltInRecipes.names().iterator();
    }
}
