package io.fixres.report.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.transform.TransformSpec;
import java.util.ArrayList;
import java.util.List;

/** Names transforms for people: a pipeline by its name, listed steps by theirs. */
final class TransformWords {
    private TransformWords() {}

    static String of(TransformSpec transform) {
        if (transform instanceof TransformSpec.Named named) {
            return named.name();
        }
        List<String> steps = new ArrayList<>();
        for (JsonNode step : Json.mapper().valueToTree(transform)) {
            steps.add(step.isTextual() ? step.asText() : step.fieldNames().next());
        }
        return String.join(", ", steps);
    }
}
