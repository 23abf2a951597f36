package io.fixres.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for an experiment, or with {@code resume} for one that was cancelled or has failed to go on where it stopped.
 *
 * @param experiment id of the experiment; where absent, the id of the CloudEvent is used
 * @param recipe name of a built-in recipe (JSON string) or a whole recipe (JSON object); absent with {@code resume}
 * @param overrides values by key path, such as {@code phases.initial.epochs} to 2, set over the recipe
 * @param data where the images are; absent where {@code dataset} or {@code resume} is given
 * @param dataset id of a dataset that is stored already
 * @param seed replaces the recipe's seed
 * @param resume true to go on with an experiment that exists; default false
 * @param group name that experiments which belong together carry, such as the seeds of one recipe; absent for one that
 *     stands alone. It has the form of an experiment id and changes nothing of how the experiment runs
 */
public record ExperimentRequested(
        Optional<String> experiment,
        Optional<JsonNode> recipe,
        Map<String, JsonNode> overrides,
        Optional<DataSource> data,
        Optional<String> dataset,
        Optional<Long> seed,
        Boolean resume,
        Optional<String> group)
        implements FixresEvent {
    /** Fills what the sender left out. */
    public ExperimentRequested {
        overrides = overrides == null ? Map.of() : Map.copyOf(overrides);
        // Jackson reads an absent Optional<JsonNode> as one that holds JSON's null.
        recipe = recipe.filter(node -> !node.isNull());
        resume = resume != null && resume;
    }

    /** Asks for one that was cancelled or has failed to go on. */
    public static ExperimentRequested resumption(String experiment) {
        return new ExperimentRequested(
                Optional.of(experiment),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** One that stands alone. */
    public ExperimentRequested(
            Optional<String> experiment,
            Optional<JsonNode> recipe,
            Map<String, JsonNode> overrides,
            Optional<DataSource> data,
            Optional<String> dataset,
            Optional<Long> seed,
            Boolean resume) {
        this(experiment, recipe, overrides, data, dataset, seed, resume, Optional.empty());
    }
}
