package io.fixres.cli.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.cli.UsageException;
import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.contracts.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The experiments of a group. Their ids follow from the group's name, the train resolution and the seed, so that the same
 * command names the same experiments and repeats none.
 *
 * @param members seed by seed, so that every cell of the grid has a result early
 */
public record GroupPlan(String group, List<Member> members) {
    private static final int MOST = 1000;

    /**
     * One experiment.
     *
     * @param train what it trains at, in pixels
     * @param overrides values over the recipe
     */
    public record Member(String id, int train, long seed, Map<String, JsonNode> overrides) {}

    /**
     * Plans seeds and grid over a recipe.
     *
     * @param firstSeed the others follow it one by one
     * @throws UsageException if that is nothing or too much
     */
    public static GroupPlan of(String group, Recipe recipe, long firstSeed, int seeds, Grid grid) {
        List<Integer> train = grid.trainOf(recipe);
        if (seeds < 1 || (long) seeds * train.size() > MOST) {
            throw new UsageException("--seeds is " + seeds + " for " + train.size()
                    + " train resolutions but a group has 1 to " + MOST + " experiments");
        }
        List<Member> members = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            for (int resolution : train) {
                String id = group + (grid.train().isEmpty() ? "" : "-r" + resolution) + "-s" + seed;
                members.add(new Member(usable(id), resolution, seed, grid.overrides(recipe, resolution)));
            }
        }
        return new GroupPlan(group, members);
    }

    private static String usable(String id) {
        try {
            return ExperimentId.check(id);
        } catch (IllegalArgumentException e) {
            throw new UsageException("the group's name is too long for the ids of its experiments: " + e.getMessage());
        }
    }

    /** Ids of all. */
    public List<String> ids() {
        return members.stream().map(Member::id).toList();
    }
}
