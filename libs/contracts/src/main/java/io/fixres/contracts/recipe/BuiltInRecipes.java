package io.fixres.contracts.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.MalformedDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The recipes that ship with the project, by name. */
public final class BuiltInRecipes {
    private static final List<String> NAMES = List.of("demo", "flowers-quick", "keras-fixres", "keras-vanilla-224");

    private BuiltInRecipes() {}

    /** All names. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The YAML text of a recipe.
     *
     * @throws MalformedDocumentException for an unknown name, with the nearest valid one
     */
    public static String yaml(String name) {
        if (!NAMES.contains(name)) {
            throw new MalformedDocumentException(
                    "unknown recipe '" + name + "'" + StrictBinder.nearest(name, NAMES), null);
        }
        try (InputStream in = BuiltInRecipes.class.getResourceAsStream("/io/fixres/recipes/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in recipe " + name, e);
        }
    }

    /** A recipe by name with overrides, see {@link RecipeReader#read}. */
    public static Recipe read(String name, Map<String, JsonNode> overrides) {
        return RecipeReader.read(yaml(name), overrides);
    }
}
