package io.fixres.page.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.tracing.Traces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Publishes what the page asks for, as the command does; each request is a span of its experiment's trace. */
@Singleton
public final class Requests {
    private static final String SOURCE = "/fixres/page-service";
    private static final List<String> SCHEMES = List.of("file:", "http:", "https:", "s3:");

    private final EventPublisher publisher;
    private final ObjectStore store;
    private final Traces traces;
    private final Clock clock;

    public Requests(EventPublisher publisher, ObjectStore store, Traces traces, Clock clock) {
        this.publisher = publisher;
        this.store = store;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * Asks for an experiment; returns its id once the broker has the request.
     *
     * @throws RefusedRequestException if the submission cannot be obeyed
     * @throws io.fixres.contracts.MalformedDocumentException if the recipe is not valid
     */
    public String submit(Submission submission) {
        Recipe recipe = recipe(submission);
        String id = submission
                .experiment()
                .map(ExperimentId::check)
                .orElseGet(() ->
                        ExperimentId.fresh(recipe.name(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
        if (submission.experiment().isPresent() && store.exists(ObjectKeys.state(id))) {
            throw new RefusedRequestException("experiment id '" + id + "' is taken: choose another, or leave it out");
        }
        JsonNode requested = submission
                .recipe()
                .<JsonNode>map(TextNode::valueOf)
                .orElseGet(() -> Json.mapper().valueToTree(recipe));
        publish(
                "request experiment",
                id,
                TraceContext.ofExperiment(id),
                new ExperimentRequested(
                        Optional.of(id),
                        Optional.of(requested),
                        Map.of(),
                        source(submission),
                        submission.dataset(),
                        submission.seed().map(Requests::seed),
                        false));
        return id;
    }

    /**
     * Asks an experiment to stop.
     *
     * @throws RefusedRequestException if it has ended
     */
    public void cancel(ExperimentState state) {
        if (state.status().ended()) {
            throw new RefusedRequestException("experiment '" + state.experiment() + "' has ended already: "
                    + state.status().name().toLowerCase(Locale.ROOT));
        }
        publish("cancel experiment", state, new ExperimentCancelled(state.experiment()));
    }

    /**
     * Asks an experiment that has stopped to go on.
     *
     * @throws RefusedRequestException if it has completed, waits or runs
     */
    public void resume(ExperimentState state) {
        if (state.status() != ExperimentStatus.CANCELLED && state.status() != ExperimentStatus.FAILED) {
            throw new RefusedRequestException("experiment '" + state.experiment() + "' is "
                    + state.status().name().toLowerCase(Locale.ROOT)
                    + ": only a cancelled or failed one can be resumed");
        }
        publish("resume experiment", state, ExperimentRequested.resumption(state.experiment()));
    }

    private void publish(String span, ExperimentState state, FixresEvent event) {
        publish(span, state.experiment(), state.traceContext(), event);
    }

    private void publish(String span, String id, TraceContext trace, FixresEvent event) {
        traces.within(
                span,
                trace,
                Map.of("experiment", id),
                () -> publisher.publish(
                        Envelopes.of(SOURCE, id, UUID.randomUUID().toString(), event)));
    }

    private static Recipe recipe(Submission submission) {
        if (submission.recipe().isPresent() == submission.yaml().isPresent()) {
            throw new RefusedRequestException(
                    "give either 'recipe', the name of a built-in one, or 'yaml', a whole one");
        }
        return submission
                .recipe()
                .map(name -> BuiltInRecipes.read(name, Map.of()))
                .orElseGet(() -> RecipeReader.read(submission.yaml().orElseThrow(), Map.of()));
    }

    private Optional<DataSource> source(Submission submission) {
        if (submission.uri().isPresent() == submission.dataset().isPresent()) {
            throw new RefusedRequestException("images are missing: choose a stored dataset, or give the address of an"
                    + " archive of class folders");
        }
        submission.dataset().ifPresent(this::known);
        submission
                .uri()
                .filter(uri -> SCHEMES.stream().noneMatch(uri::startsWith))
                .ifPresent(uri -> {
                    throw new RefusedRequestException(
                            "the address '" + uri + "' must begin with one of " + String.join(" ", SCHEMES));
                });
        return submission.uri().map(uri -> new DataSource(uri, Optional.empty()));
    }

    private void known(String dataset) {
        if (!dataset.matches("[A-Za-z0-9._-]{1,100}") || !store.exists(ObjectKeys.datasetManifest(dataset))) {
            throw new RefusedRequestException("there is no dataset '" + dataset + "': choose one of the list");
        }
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RefusedRequestException("seed is '" + text + "' but must be a whole number");
        }
    }
}
