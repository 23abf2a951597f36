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
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What the command asks services for. */
final class Requests {
    private static final String SOURCE = "/fixres/cli";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMdd-HHmmss", Locale.ROOT);
    private static final int NAME_LENGTH = 40;
    private static final int GROUP_NAME_LENGTH = 24;

    private Requests() {}

    /** A readable id that no other experiment has. */
    static String newId(String recipe) {
        String name =
                recipe.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        name = name.isEmpty() ? "experiment" : name.substring(0, Math.min(NAME_LENGTH, name.length()));
        String random = String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
        return ExperimentId.check(name + "-" + LocalDateTime.now().format(TIME) + "-" + random);
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
        return publish(
                cluster,
                id,
                new ExperimentRequested(
                        Optional.of(id),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true));
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
