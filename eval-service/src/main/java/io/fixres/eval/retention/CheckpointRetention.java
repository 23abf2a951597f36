package io.fixres.eval.retention;

import io.fixres.contracts.Json;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes what a completed experiment does not need: checkpoints that the recipe's rule does not keep, those of fenced
 * attempts, and all resume states. The state is changed first, so that it never names a checkpoint that is gone; what a
 * killed process left is removed by the next one. {@code best.json} and {@code latest.json} stay as they are: where the
 * rule keeps neither, they still say which checkpoint it was.
 */
@Singleton
public final class CheckpointRetention {
    private static final Logger LOGGER = Logger.getLogger(CheckpointRetention.class);

    private final ObjectStore store;

    public CheckpointRetention(ObjectStore store) {
        this.store = store;
    }

    /**
     * Applies the rule once all evaluations are stored.
     *
     * @return true if nothing is left to do: applied, or the experiment was removed or queued again; false while
     *     evaluations are missing
     */
    public boolean apply(ExperimentCompleted completed) {
        Optional<List<CheckpointRef>> kept = commit(completed);
        if (kept.isEmpty()) {
            return !store.exists(ObjectKeys.state(completed.experiment())) || queuedAgain(completed);
        }
        removeOthers(completed.experiment(), kept.get());
        return true;
    }

    /** Changes the state; gives the checkpoints that stay, or nothing if it is not time. */
    private Optional<List<CheckpointRef>> commit(ExperimentCompleted completed) {
        String key = ObjectKeys.state(completed.experiment());
        while (true) {
            Optional<StoredObject> stored = store.get(key);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            ExperimentState state = Json.read(stored.get().content(), ExperimentState.class);
            if (!completedBy(state, completed) || !evaluated(completed)) {
                return Optional.empty();
            }
            List<CheckpointRef> kept = kept(state);
            ExperimentState reduced = state.retaining(kept);
            if (reduced.equals(state)
                    || store.replace(key, Json.bytes(reduced), stored.get().etag())
                            .isPresent()) {
                return Optional.of(kept);
            }
        }
    }

    private static boolean completedBy(ExperimentState state, ExperimentCompleted completed) {
        return state.status() == ExperimentStatus.COMPLETED && state.attempt() == completed.attempt();
    }

    /** A checkpoint of a fenced attempt may wait for its score although the event does not count it. */
    private boolean evaluated(ExperimentCompleted completed) {
        return completed.evaluations().stream().allMatch(store::exists)
                && store.list(ObjectKeys.PENDING_EVALUATIONS + completed.experiment() + "/")
                        .isEmpty();
    }

    private boolean queuedAgain(ExperimentCompleted completed) {
        return store.get(ObjectKeys.state(completed.experiment()))
                .map(stored -> Json.read(stored.content(), ExperimentState.class))
                .filter(state -> completedBy(state, completed))
                .isEmpty();
    }

    private List<CheckpointRef> kept(ExperimentState state) {
        Optional<Recipe> recipe = store.get(ObjectKeys.recipe(state.experiment()))
                .map(stored -> RecipeReader.read(new String(stored.content(), StandardCharsets.UTF_8), Map.of()));
        Optional<String> best = store.get(ObjectKeys.best(state.experiment()))
                .map(stored -> Json.read(stored.content(), CheckpointPointer.class))
                .map(CheckpointPointer::checkpoint);
        return recipe.map(r -> RetentionRule.kept(r.checkpoints(), state.checkpoints(), state.resultEpochs(), best))
                .orElse(state.checkpoints());
    }

    private void removeOthers(String experiment, List<CheckpointRef> kept) {
        Set<String> stay = kept.stream().map(CheckpointRef::key).collect(Collectors.toSet());
        List<String> superfluous = store.list(ObjectKeys.checkpoints(experiment)).stream()
                .filter(key -> !key.equals(ObjectKeys.best(experiment)) && !key.equals(ObjectKeys.latest(experiment)))
                .filter(key -> stay.stream().noneMatch(key::startsWith))
                .toList();
        superfluous.forEach(store::delete);
        List<String> resume = store.list(ObjectKeys.resumes(experiment));
        resume.forEach(store::delete);
        LOGGER.infof(
                "%s: %d checkpoints stay, %d objects of others and %d of resume states are removed",
                experiment, kept.size(), superfluous.size(), resume.size());
    }
}
