package io.fixres.contracts.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The short form of evaluations in a recipe: {@code resolutions} and {@code transforms} in place of {@code resolution} and
 * {@code transform} stand for every pair of them.
 */
final class EvaluationLists {
    private static final String EVALUATIONS = "evaluations";

    private EvaluationLists() {}

    /**
     * Writes the short forms of a recipe out.
     *
     * @throws IllegalArgumentException naming the key's path and the rule
     */
    static void expand(JsonNode recipe) {
        if (!(recipe instanceof ObjectNode object) || !(recipe.get(EVALUATIONS) instanceof ArrayNode written)) {
            return;
        }
        ArrayNode expanded = written.arrayNode();
        for (int i = 0; i < written.size(); i++) {
            expanded.addAll(pairs(written.get(i), EVALUATIONS + "[" + i + "]"));
        }
        object.set(EVALUATIONS, expanded);
    }

    private static List<JsonNode> pairs(JsonNode entry, String path) {
        if (!(entry instanceof ObjectNode object) || !(entry.has("resolutions") || entry.has("transforms"))) {
            return List.of(entry);
        }
        List<JsonNode> resolutions = values(object, "resolution", "resolutions", path);
        List<JsonNode> transforms = values(object, "transform", "transforms", path);
        List<JsonNode> pairs = new ArrayList<>();
        for (JsonNode resolution : resolutions) {
            for (JsonNode transform : transforms) {
                ObjectNode pair = object.deepCopy();
                pair.set("resolution", resolution);
                pair.set("transform", transform);
                pair.remove(List.of("resolutions", "transforms"));
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private static List<JsonNode> values(ObjectNode entry, String one, String many, String path) {
        JsonNode list = entry.get(many);
        if (list == null) {
            return entry.has(one) ? List.of(entry.get(one)) : missing(one, many, path);
        }
        if (entry.has(one)) {
            throw new IllegalArgumentException(path + ": has both " + one + " and " + many + ": give one of them");
        }
        if (list.isTextual() && many.equals("resolutions")) {
            try {
                return Resolutions.read(list.asText()).stream()
                        .map(r -> (JsonNode) IntNode.valueOf(r))
                        .toList();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(path + "." + many + ": " + e.getMessage(), e);
            }
        }
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException(
                    path + "." + many + ": expected a list with at least one entry but this is " + list);
        }
        List<JsonNode> values = new ArrayList<>();
        list.forEach(values::add);
        return values;
    }

    private static List<JsonNode> missing(String one, String many, String path) {
        throw new IllegalArgumentException(path + ": " + one + " is missing: give it, or " + many);
    }
}
