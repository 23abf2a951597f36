package io.fixres.contracts.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads recipes strictly: an unknown or ill-typed key is refused with its path and the nearest valid name. */
public final class RecipeReader {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private RecipeReader() {}

    /**
     * Reads a recipe from YAML (or JSON, which is YAML).
     *
     * @param overrides values by key path; phases are addressed by name or number
     * @throws MalformedDocumentException naming the key's path, the value and the rule
     */
    public static Recipe read(String yaml, Map<String, JsonNode> overrides) {
        return read(tree(yaml), overrides);
    }

    /** {@link #read(String, Map)} of a tree. */
    public static Recipe read(JsonNode tree, Map<String, JsonNode> overrides) {
        try {
            JsonNode changed = tree.deepCopy();
            overrides.forEach((path, value) -> set(changed, path, value));
            EvaluationLists.expand(changed);
            return (Recipe) StrictBinder.bind(changed, Recipe.class, "");
        } catch (IllegalArgumentException e) {
            throw new MalformedDocumentException("recipe: " + e.getMessage(), e);
        }
    }

    /** Parses a value of {@code --set key=value}: a number, true, false, a list, else text. */
    public static JsonNode value(String text) {
        return tree(text);
    }

    /** The YAML form of a recipe, complete: every default written out. */
    public static String write(Recipe recipe) {
        try {
            JsonNode tree = Json.mapper().valueToTree(recipe);
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recipe is always writable", e);
        }
    }

    /** UTF-8 bytes of {@link #write}. */
    public static byte[] bytes(Recipe recipe) {
        return write(recipe).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new MalformedDocumentException("recipe: not valid YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static void set(JsonNode tree, String path, JsonNode value) {
        List<String> parts = new ArrayList<>(List.of(path.split("\\.")));
        String last = parts.remove(parts.size() - 1);
        JsonNode node = tree;
        for (String part : parts) {
            node = child(node, part, path);
        }
        if (node instanceof ObjectNode object) {
            object.set(last, value);
        } else {
            throw new IllegalArgumentException(path + ": '" + last + "' is not a key there");
        }
    }

    private static JsonNode child(JsonNode node, String part, String path) {
        if (node instanceof ArrayNode list) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                String name = list.get(i).path("name").asText(String.valueOf(i));
                if (name.equals(part) || String.valueOf(i).equals(part)) {
                    return list.get(i);
                }
                names.add(name);
            }
            throw new IllegalArgumentException(
                    path + ": there is no '" + part + "'" + StrictBinder.nearest(part, names));
        }
        if (node instanceof ObjectNode object) {
            JsonNode child = object.get(part);
            return child != null ? child : object.putObject(part);
        }
        throw new IllegalArgumentException(path + ": '" + part + "' is not a key there");
    }
}
