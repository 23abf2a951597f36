package io.fixres.cli.command;

import io.fixres.cli.group.Grid;
import io.fixres.cli.group.GroupPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Several experiments at once. */
final class GroupOptions {
    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "run N seeds, from --seed or the recipe's on, as one group; --id names the group")
    Optional<Integer> seeds;

    @Option(
            names = "--grid",
            paramLabel = "AXIS=LIST",
            description = {
                "run a grid as one group: train=64,96,128 trains each, test=64..224/32 scores each training at all of these",
                "resolutions; a list has numbers, and ranges with their step"
            })
    Map<String, String> grid = new LinkedHashMap<>();

    boolean given() {
        return seeds.isPresent() || !grid.isEmpty();
    }

    /** Finds what is wrong before anything is started. */
    GroupPlan plan(String group, RecipeArgument recipe, Optional<Long> seed) {
        GroupPlan plan = GroupPlan.of(
                group, recipe.recipe(), seed.orElse(recipe.recipe().seed()), seeds.orElse(1), Grid.parse(grid));
        plan.members().forEach(member -> recipe.with(member.overrides()));
        return plan;
    }
}
