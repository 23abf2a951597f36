package io.fixres.contracts.transform;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import java.util.ArrayList;
import java.util.List;

/** A transform as a recipe writes it: the name of a pipeline in {@link Pipelines}, or a list of steps. */
public sealed interface TransformSpec {
    /** Name, used in object keys: the pipeline's, or {@code custom-} and eight digits of the steps' SHA-256. */
    String name();

    /** The steps at a resolution in pixels. */
    List<TransformStep> steps(int resolution);

    /** A pipeline by name. */
    record Named(@JsonValue String name) implements TransformSpec {
        public Named {
            Pipelines.check(name);
        }

        @Override
        public List<TransformStep> steps(int resolution) {
            return Pipelines.steps(name, resolution);
        }
    }

    /** Steps written out. */
    record Listed(@JsonValue List<TransformStep> steps) implements TransformSpec {
        public Listed {
            steps = List.copyOf(steps);
        }

        @Override
        public String name() {
            return "custom-" + Digests.sha256(Json.bytes(steps)).substring(0, 8);
        }

        @Override
        public List<TransformStep> steps(int resolution) {
            return steps;
        }
    }

    /**
     * Reads the form of a recipe.
     *
     * @param path key path, for messages
     * @throws IllegalArgumentException naming the path, the value and the nearest valid name
     */
    static TransformSpec read(JsonNode node, String path) {
        if (node.isTextual()) {
            try {
                return new Named(node.asText());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
            }
        }
        if (node instanceof ArrayNode list && !list.isEmpty()) {
            List<TransformStep> steps = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                steps.add(TransformStepCodec.read(list.get(i), path + "[" + i + "]"));
            }
            return new Listed(steps);
        }
        throw new IllegalArgumentException(
                path + ": a transform is the name of a pipeline or a list of steps, but this is " + node);
    }
}
