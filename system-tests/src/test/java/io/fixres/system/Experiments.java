package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.dataset.SampleIndex;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.store.ObjectStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks for experiments and looks at what became of them, through events and object store only. */
final class Experiments {
    private final EventPublisher publisher;
    private final ObjectStore store;

    Experiments(EventPublisher publisher, ObjectStore store) {
        this.publisher = publisher;
        this.store = store;
    }

    /** Publishes a request. */
    void request(String experiment, Recipe recipe, Path data) {
        request(experiment, UUID.randomUUID().toString(), Json.mapper().valueToTree(recipe), data);
    }

    /** Publishes a request with a chosen event id and a recipe that may be wrong. */
    void request(String experiment, String eventId, JsonNode recipe, Path data) {
        publisher.publish(Envelopes.of(
                "/system-tests",
                experiment,
                eventId,
                new ExperimentRequested(
                        Optional.of(experiment),
                        Optional.of(recipe),
                        Map.of(),
                        Optional.of(new DataSource(data.toUri().toString(), Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        false)));
    }

    /** The state, if the experiment was accepted. */
    Optional<ExperimentState> state(String experiment) {
        return store.get(ObjectKeys.state(experiment)).map(o -> Json.read(o.content(), ExperimentState.class));
    }

    /** The samples of a split of the experiment's dataset. */
    SampleIndex samples(String experiment, Split split, Path directory) {
        String dataset = state(experiment).orElseThrow().dataset().orElseThrow();
        return SampleIndex.read(store, SampleIndex.manifest(store, dataset), split, directory);
    }

    /** Waits until the experiment has ended. */
    ExperimentState awaitEnd(String experiment) {
        await(experiment + " ends").atMost(8, MINUTES).pollInSameThread().until(() -> state(experiment)
                .filter(s -> s.status().ended())
                .isPresent());
        return state(experiment).orElseThrow();
    }

    /** Waits until the experiment has so many checkpoints, or has ended. */
    void awaitCheckpoint(String experiment, int checkpoints) {
        await(experiment + " has " + checkpoints + " checkpoints")
                .atMost(8, MINUTES)
                .pollInSameThread()
                .until(() -> state(experiment)
                        .filter(s -> s.checkpoints().size() >= checkpoints
                                || s.status().ended())
                        .isPresent());
    }

    /** Waits until so many scores of the experiment are stored. */
    void awaitEvaluations(String experiment, int evaluations) {
        await(experiment + " has " + evaluations + " scores")
                .atMost(4, MINUTES)
                .pollInSameThread()
                .until(() -> store.list(ObjectKeys.evaluations(experiment)).size() == evaluations);
    }

    /** SHA-256 of the weights that the experiment ended with. */
    String finalWeights(String experiment) {
        ExperimentState state = state(experiment).orElseThrow();
        if (state.status() != ExperimentStatus.COMPLETED) {
            throw new AssertionError(experiment + " ended as " + state.status() + ": " + state.message());
        }
        return state.checkpoints().get(state.checkpoints().size() - 1).sha256();
    }
}
