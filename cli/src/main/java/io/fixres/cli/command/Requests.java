package io.fixres.cli.command;

import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.tracing.Traces;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;

/** What the command asks services for. */
final class Requests {
    private static final String SOURCE = "/fixres/cli";
    private static final int GROUP_NAME_LENGTH = 24;

    private Requests() {}

    /** A readable id that no other experiment has. */
    static String newId(String recipe) {
        return ExperimentId.fresh(recipe, LocalDateTime.now());
    }

    /** A readable name of a group, shorter than an id, as ids are made of it. */
    static String newGroup(String recipe) {
        return newId(recipe.substring(0, Math.min(GROUP_NAME_LENGTH, recipe.length())));
    }

    static ExperimentRequested request(
            String id,
            RecipeArgument recipe,
            Optional<DataSource> data,
            Optional<String> dataset,
            Optional<Long> seed,
            Optional<String> group) {
        return new ExperimentRequested(
                Optional.of(id), Optional.of(recipe.request()), recipe.overrides(), data, dataset, seed, false, group);
    }

    static void experiment(
            Cluster cluster,
            String id,
            RecipeArgument recipe,
            Optional<DataSource> data,
            Optional<String> dataset,
            Optional<Long> seed) {
        publish(cluster, id, request(id, recipe, data, dataset, seed, Optional.empty()));
    }

    /** Asks for an experiment to go on; returns the event's id. */
    static String resume(Cluster cluster, String id) {
        return publish(cluster, id, ExperimentRequested.resumption(id));
    }

    static void cancel(Cluster cluster, String id) {
        publish(cluster, id, new ExperimentCancelled(id));
    }

    /** Publishes an event about an experiment; returns the event's id. */
    static String publish(Cluster cluster, String id, FixresEvent event) {
        String eventId = UUID.randomUUID().toString();
        return Traces.carrying(TraceContext.ofExperiment(id), () -> {
            cluster.publisher().publish(Envelopes.of(SOURCE, id, eventId, event));
            return eventId;
        });
    }
}
