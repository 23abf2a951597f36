package io.fixres.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fixres.cli.UsageException;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A recipe as the user names it, checked.
 *
 * @param recipe with overrides
 * @param request as an event carries it: the name of a built-in recipe, or a whole one
 * @param overrides values by key path
 */
record RecipeArgument(Recipe recipe, JsonNode request, Map<String, JsonNode> overrides) {
    /**
     * Reads a built-in recipe or a YAML file.
     *
     * @param name of a built-in recipe, or a path
     * @param settings values of {@code --set}
     */
    static RecipeArgument read(String name, Map<String, String> settings) {
        Map<String, JsonNode> overrides = new LinkedHashMap<>();
        settings.forEach((path, value) -> overrides.put(path, RecipeReader.value(value)));
        if (BuiltInRecipes.names().contains(name)) {
            return new RecipeArgument(BuiltInRecipes.read(name, overrides), TextNode.valueOf(name), overrides);
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no recipe and no file '" + name + "': built-in recipes are "
                    + String.join(", ", BuiltInRecipes.names()) + "; a recipe of your own is a YAML file");
        }
        try {
            Recipe recipe = RecipeReader.read(Files.readString(file), overrides);
            return new RecipeArgument(recipe, Json.mapper().valueToTree(recipe), Map.of());
        } catch (IOException e) {
            throw new UsageException("the recipe '" + name + "' cannot be read as UTF-8 text: " + e.getMessage());
        }
    }

    /**
     * With further values over it.
     *
     * @param more by key path
     * @throws io.fixres.contracts.MalformedDocumentException if the result is no valid recipe
     */
    RecipeArgument with(Map<String, JsonNode> more) {
        if (more.isEmpty()) {
            return this;
        }
        if (!request.isTextual()) {
            Recipe changed = RecipeReader.read(request, more);
            return new RecipeArgument(changed, Json.mapper().valueToTree(changed), Map.of());
        }
        Map<String, JsonNode> all = new LinkedHashMap<>(overrides);
        all.putAll(more);
        return new RecipeArgument(BuiltInRecipes.read(request.asText(), all), request, all);
    }
}
