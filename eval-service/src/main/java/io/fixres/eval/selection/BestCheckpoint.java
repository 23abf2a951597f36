package io.fixres.eval.selection;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.evaluation.AdaptationMethod;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.recipe.EvaluationSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Moves {@code best.json}. Checkpoints compete by the recipe's {@link Recipe#selection selecting evaluation} only: higher
 * top-1 first, then the earlier phase and epoch, then the smaller key. That order is total, so the pointer ends at the
 * same checkpoint whatever order the results come in.
 */
@Singleton
public final class BestCheckpoint {
    private static final Logger LOGGER = Logger.getLogger(BestCheckpoint.class);

    private final ObjectStore store;

    public BestCheckpoint(ObjectStore store) {
        this.store = store;
    }

    /** Points to the result's checkpoint if it is better than the one pointed to. */
    public void consider(EvaluationResult result) {
        if (!selects(result)) {
            return;
        }
        String key = ObjectKeys.best(result.experiment());
        while (true) {
            Optional<StoredObject> current = store.get(key);
            CheckpointPointer candidate = pointer(result);
            if (current.isPresent()
                    && !SelectionOrder.better(candidate, Json.read(current.get().content(), CheckpointPointer.class))) {
                return;
            }
            boolean moved = current.isPresent()
                    ? store.replace(key, Json.bytes(candidate), current.get().etag())
                            .isPresent()
                    : store.create(key, Json.bytes(candidate));
            if (moved) {
                LOGGER.infof("%s is best with %s", result.checkpoint(), result.top1());
                return;
            }
        }
    }

    private boolean selects(EvaluationResult result) {
        Optional<EvaluationSpec> selection = store.get(ObjectKeys.recipe(result.experiment()))
                .map(stored -> RecipeReader.read(new String(stored.content(), StandardCharsets.UTF_8), Map.of()))
                .flatMap(Recipe::selection);
        return selection.isPresent()
                && result.method() == AdaptationMethod.NONE
                && selection.get().resolution() == result.resolution()
                && selection.get().transform().name().equals(result.transform());
    }

    private CheckpointPointer pointer(EvaluationResult result) {
        return new CheckpointPointer(
                result.checkpoint(),
                result.phase(),
                result.phaseIndex(),
                result.epoch(),
                result.sha256(),
                Optional.of("top1 at " + result.resolution() + " px, " + result.transform()),
                Optional.of(result.top1()),
                Optional.of(selectedOn(result)));
    }

    /** A score on the split that selected is optimistic; where there is no other split, the pointer says so. */
    private String selectedOn(EvaluationResult result) {
        long heldOutSplits = store.get(ObjectKeys.datasetManifest(result.dataset()))
                .map(stored -> Json.read(stored.content(), DatasetManifest.class))
                .map(manifest -> manifest.splits().stream()
                        .filter(size -> size.split() != Split.TRAIN && size.samples() > 0)
                        .count())
                .orElse(1L);
        return heldOutSplits > 1 ? result.split() : result.split() + ", the only held-out split";
    }
}
