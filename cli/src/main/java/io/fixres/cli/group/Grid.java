package io.fixres.cli.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.cli.UsageException;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.EvaluationSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.Resolutions;
import io.fixres.contracts.transform.TransformSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The train x test grid of the FixRes paper (Touvron et al., NeurIPS 2019, section 4 and table 1) over a recipe. Each train
 * resolution is one training; its checkpoints are scored at every test resolution, so that no cell is trained for itself.
 *
 * @param train resolutions in pixels; empty for the recipe's own
 * @param test resolutions in pixels; empty for the recipe's own evaluations
 */
public record Grid(List<Integer> train, List<Integer> test) {
    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final String DEFAULT_TRANSFORM = "center_crop";

    /**
     * Reads the values of {@code --grid}.
     *
     * @throws UsageException for an unknown axis or a list that cannot be read
     */
    public static Grid parse(Map<String, String> axes) {
        axes.keySet().stream()
                .filter(axis -> !axis.equals(TRAIN) && !axis.equals(TEST))
                .findFirst()
                .ifPresent(axis -> {
                    throw new UsageException("--grid has no axis '" + axis + "': its axes are " + TRAIN + " and " + TEST
                            + ", as in --grid train=64,96,128 --grid test=64..224/32");
                });
        return new Grid(axis(axes, TRAIN), axis(axes, TEST));
    }

    private static List<Integer> axis(Map<String, String> axes, String name) {
        if (!axes.containsKey(name)) {
            return List.of();
        }
        try {
            return Resolutions.read(axes.get(name)).stream().sorted().toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--grid " + name + " is '" + axes.get(name) + "' but " + e.getMessage());
        }
    }

    /** Whether it asks for nothing. */
    public boolean isEmpty() {
        return train.isEmpty() && test.isEmpty();
    }

    /** The train resolutions over a recipe: its own where none is given. */
    List<Integer> trainOf(Recipe recipe) {
        return train.isEmpty() ? List.of(trained(recipe)) : train;
    }

    /** What a recipe trains at: the resolution of its first phase, in pixels. */
    static int trained(Recipe recipe) {
        return recipe.phases().get(0).resolution();
    }

    /**
     * Values by key path that put a recipe at one train resolution and at all test resolutions. Every phase at the first
     * phase's resolution moves with it, and sizes in its list of transform steps in proportion, rounded down as in the
     * named pipelines; phases at other resolutions stay. The transform of the tests is that of the recipe's evaluation at
     * the greatest resolution.
     */
    public Map<String, JsonNode> overrides(Recipe recipe, int resolution) {
        Map<String, JsonNode> overrides = new LinkedHashMap<>();
        int base = trained(recipe);
        if (resolution != base) {
            for (PhaseSpec phase : recipe.phases()) {
                if (phase.resolution() == base) {
                    String path = "phases." + phase.name();
                    overrides.put(path + ".resolution", IntNode.valueOf(resolution));
                    if (phase.transform() instanceof TransformSpec.Listed listed) {
                        overrides.put(path + ".transform", scaled(listed, base, resolution));
                    }
                }
            }
        }
        if (!test.isEmpty()) {
            overrides.put("evaluations", evaluations(recipe));
        }
        return overrides;
    }

    private ArrayNode evaluations(Recipe recipe) {
        ArrayNode evaluations = Json.mapper().createArrayNode();
        for (int resolution : test) {
            ObjectNode evaluation = evaluations.addObject().put("resolution", resolution);
            evaluation.set("transform", testTransform(recipe, resolution));
            evaluation.put("epochs", "last");
        }
        return evaluations;
    }

    private static JsonNode testTransform(Recipe recipe, int resolution) {
        EvaluationSpec own = recipe.selection().orElse(null);
        if (own == null) {
            return Json.mapper().valueToTree(DEFAULT_TRANSFORM);
        }
        return own.transform() instanceof TransformSpec.Listed listed
                ? scaled(listed, own.resolution(), resolution)
                : Json.mapper().valueToTree(own.transform());
    }

    private static JsonNode scaled(TransformSpec.Listed transform, int from, int to) {
        JsonNode steps = Json.mapper().valueToTree(transform);
        for (JsonNode step : steps) {
            StreamSupport.stream(step.spliterator(), false)
                    .filter(parameters -> parameters.path("size").isInt())
                    .map(ObjectNode.class::cast)
                    .forEach(parameters -> parameters.put(
                            "size", (int) ((long) parameters.get("size").asInt() * to / from)));
        }
        return steps;
    }
}
