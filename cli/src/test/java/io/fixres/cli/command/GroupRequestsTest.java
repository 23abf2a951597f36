package io.fixres.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.cli.States;
import io.fixres.cli.UsageException;
import io.fixres.cli.group.Grid;
import io.fixres.cli.group.GroupPlan;
import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupRequestsTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private GroupRequests asked(int seeds, String dataset) {
        RecipeArgument recipe = RecipeArgument.read("demo", Map.of("phases.initial.epochs", "2"));
        GroupPlan plan = GroupPlan.of("seeds", recipe.recipe(), 1, seeds, new Grid(List.of(32, 48), List.of(32, 64)));
        return GroupRequests.of(store, plan, recipe, Optional.empty(), Optional.of(dataset));
    }

    /** As a trainer that has read the event. */
    private void accepted(ExperimentRequested request) {
        String id = request.experiment().orElseThrow();
        ObjectNode state = Json.mapper().valueToTree(States.member("seeds", id, ExperimentStatus.COMPLETED));
        state.put(
                "request_sha256",
                Digests.sha256(Json.bytes(Json.read(Json.bytes(request), ExperimentRequested.class))));
        store.create(ObjectKeys.state(id), Json.bytes(state));
    }

    @Test
    void everyMemberCarriesGroupSeedAndItsPlaceInTheGrid() {
        ExperimentRequested request = asked(2, "ds").requests().get("seeds-r48-s2");

        assertThat(request.group()).contains("seeds");
        assertThat(request.seed()).contains(2L);
        assertThat(request.overrides())
                .containsKeys("phases.initial.epochs", "phases.initial.resolution", "evaluations");
    }

    @Test
    void whatIsThereIsRecognisedAndOnlyTheRestIsNew() {
        // Given
        asked(1, "ds").requests().values().forEach(this::accepted);

        // When
        GroupRequests again = asked(2, "ds");

        // Then
        assertThat(again.existing()).containsOnlyKeys("seeds-r32-s1", "seeds-r48-s1");
        assertThat(again.requests()).hasSize(4);
        assertThat(again.since()).isPresent();
    }

    @Test
    void anIdThatStandsForAnotherRequestIsRefused() {
        asked(1, "ds").requests().values().forEach(this::accepted);

        assertThatThrownBy(() -> asked(1, "other"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'seeds-r32-s1' is there already")
                .hasMessageContaining("choose another name with --id");
    }
}
