package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.follow.ExperimentFollower;
import io.fixres.cli.group.GroupPlan;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.kit.store.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Asks for the experiments of a group that are not there yet, and for those that stopped to go on. The same command given
 * twice repeats nothing: ids follow from the plan, and an id that stands for another request is refused.
 *
 * @param requests by experiment id
 * @param existing states of those that are there
 */
record GroupRequests(GroupPlan plan, Map<String, ExperimentRequested> requests, Map<String, ExperimentState> existing) {
    /**
     * Compares a plan with what is stored.
     *
     * @throws UsageException if an id of the plan stands for another request
     */
    static GroupRequests of(
            ObjectStore store,
            GroupPlan plan,
            RecipeArgument recipe,
            Optional<DataSource> data,
            Optional<String> dataset) {
        Map<String, ExperimentRequested> requests = new LinkedHashMap<>();
        Map<String, ExperimentState> existing = new LinkedHashMap<>();
        for (GroupPlan.Member member : plan.members()) {
            ExperimentRequested request = Requests.request(
                    member.id(),
                    recipe.with(member.overrides()),
                    data,
                    dataset,
                    Optional.of(member.seed()),
                    Optional.of(plan.group()));
            requests.put(member.id(), request);
            ExperimentFollower.state(store, member.id()).ifPresent(state -> {
                if (!state.requestSha256().equals(sha256(request))) {
                    throw new UsageException("experiment '" + member.id() + "' is there already and was asked for with"
                            + " another recipe, other settings or other data: choose another name with --id");
                }
                existing.put(member.id(), state);
            });
        }
        return new GroupRequests(plan, requests, existing);
    }

    /** As a service computes it from the event that it reads. */
    private static String sha256(ExperimentRequested request) {
        return Digests.sha256(Json.bytes(Json.read(Json.bytes(request), ExperimentRequested.class)));
    }

    /** From when on there may be events of the group; empty if all of it is new. */
    Optional<Instant> since() {
        return existing.values().stream().map(ExperimentState::requested).min(Instant::compareTo);
    }

    /**
     * Publishes what is to be asked for.
     *
     * @param resumed told the id of an experiment that is asked to go on, and of the event that asks it
     */
    void publish(Cluster cluster, Consumer<String> say, BiConsumer<String, String> resumed) {
        List<String> fresh = new ArrayList<>();
        requests.forEach((id, request) -> {
            if (existing.containsKey(id)) {
                if (Resuming.stopped(existing.get(id))) {
                    Resuming.ask(cluster, existing.get(id), say).ifPresent(event -> resumed.accept(id, event));
                }
            } else {
                Requests.publish(cluster, id, request);
                fresh.add(id);
            }
        });
        say.accept("group " + plan.group() + ": " + plan.members().size() + " experiments, " + fresh.size()
                + " asked for now" + (existing.isEmpty() ? "" : ", " + existing.size() + " there already"));
    }
}
