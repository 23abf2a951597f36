package io.fixres.cli.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.cli.UsageException;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupPlanTest {
    private static final Recipe DEMO = BuiltInRecipes.read("demo", Map.of());

    @Test
    void seedsFollowTheFirst() {
        assertThat(GroupPlan.of("g", DEMO, 7, 3, new Grid(List.of(), List.of())).ids())
                .containsExactly("g-s7", "g-s8", "g-s9");
    }

    @Test
    void aGridIsPlannedSeedBySeed() {
        assertThat(GroupPlan.of("g", DEMO, 1, 2, new Grid(List.of(32, 48), List.of()))
                        .ids())
                .containsExactly("g-r32-s1", "g-r48-s1", "g-r32-s2", "g-r48-s2");
    }

    @Test
    void testResolutionsAddNoTraining() {
        assertThat(GroupPlan.of("g", DEMO, 1, 1, new Grid(List.of(32, 48), List.of(32, 64, 96, 128)))
                        .members())
                .hasSize(2);
    }

    @Test
    void moreSeedsKeepTheIdsThatThereAre() {
        Grid none = new Grid(List.of(), List.of());

        assertThat(GroupPlan.of("g", DEMO, 1, 5, none).ids())
                .startsWith(GroupPlan.of("g", DEMO, 1, 3, none).ids().toArray(String[]::new));
    }

    @Test
    void noSeedsAndTooManyAreRefused() {
        Grid none = new Grid(List.of(), List.of());

        assertThatThrownBy(() -> GroupPlan.of("g", DEMO, 1, 0, none))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--seeds is 0");
        assertThatThrownBy(() -> GroupPlan.of("g", DEMO, 1, 1001, none)).isInstanceOf(UsageException.class);
    }

    @Test
    void aNameThatIsTooLongForIdsIsRefused() {
        assertThatThrownBy(() -> GroupPlan.of("g".repeat(62), DEMO, 1, 2, new Grid(List.of(), List.of())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("too long");
    }
}
