package io.fixres.trainer.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FailureCategory;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Optional;

/** What became of the content of a request. */
sealed interface ResolvedRequest {
    /** It can be trained; the source is absent where the request names a stored dataset. */
    record Accepted(Recipe recipe, Optional<String> source, Optional<String> dataset) implements ResolvedRequest {}

    /** It cannot. */
    record Invalid(String recipeName, FailureCategory category, String message) implements ResolvedRequest {}

    /** Resolves recipe, overrides and seed, and checks that there is data to train on. */
    static ResolvedRequest of(ExperimentRequested request, ObjectStore store) {
        String name = request.recipe()
                .map(node ->
                        node.isTextual() ? node.asText() : node.path("name").asText("unnamed"))
                .orElse("none");
        try {
            Recipe recipe = recipe(request);
            if (request.data().isEmpty() && request.dataset().isEmpty()) {
                return new Invalid(
                        name,
                        FailureCategory.INVALID_RECIPE,
                        "the request has neither data nor dataset: give data.uri, or dataset with the id of a stored one");
            }
            Optional<String> unknown = request.dataset().filter(id -> !store.exists(ObjectKeys.datasetManifest(id)));
            if (unknown.isPresent()) {
                return new Invalid(
                        name,
                        FailureCategory.DATASET_REJECTED,
                        "there is no dataset '" + unknown.get()
                                + "' in the store: give the id of a stored one, or data.uri to have it stored");
            }
            Optional<String> source = request.dataset().isPresent()
                    ? Optional.empty()
                    : request.data().map(data -> data.hash(recipe.data().split()));
            return new Accepted(recipe, source, request.dataset());
        } catch (MalformedDocumentException e) {
            return new Invalid(name, FailureCategory.INVALID_RECIPE, e.getMessage());
        }
    }

    private static Recipe recipe(ExperimentRequested request) {
        JsonNode node = request.recipe()
                .orElseThrow(() -> new MalformedDocumentException(
                        "the request has no recipe: give the name of a built-in one or a whole recipe", null));
        Recipe recipe = node.isTextual()
                ? BuiltInRecipes.read(node.asText(), request.overrides())
                : RecipeReader.read(node, request.overrides());
        return request.seed().map(recipe::withSeed).orElse(recipe).resolved();
    }
}
