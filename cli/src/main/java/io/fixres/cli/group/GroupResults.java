package io.fixres.cli.group;

import io.fixres.cli.report.Results;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is stored of a group.
 *
 * @param members in the order in which they were asked for
 * @param rows of completed experiments, the last epoch of each phase
 */
record GroupResults(String group, List<Member> members, List<GroupRow> rows) {
    /** Train resolution and seed of a member; both absent for one whose request was not valid. */
    record Member(ExperimentState state, Optional<Recipe> recipe) {}

    /** Reads them. */
    static GroupResults of(ObjectStore store, String group, List<ExperimentState> states) {
        List<Member> members = states.stream()
                .map(state -> new Member(state, recipe(store, state.experiment())))
                .toList();
        SortedMap<Cell, SortedMap<Long, EvaluationResult>> cells = new TreeMap<>(Cell.ORDER);
        for (Member member : members) {
            if (member.state().status() == ExperimentStatus.COMPLETED
                    && member.recipe().isPresent()) {
                add(
                        cells,
                        member.recipe().get(),
                        Results.of(store, member.state().experiment()));
            }
        }
        List<GroupRow> rows = new ArrayList<>();
        cells.forEach((cell, bySeed) -> rows.add(new GroupRow(cell, bySeed)));
        return new GroupResults(group, members, rows);
    }

    private static void add(Map<Cell, SortedMap<Long, EvaluationResult>> cells, Recipe recipe, Results results) {
        for (EvaluationResult result : results.lastOfPhases()) {
            int resolution = recipe.phases().stream()
                    .filter(phase -> phase.name().equals(result.phase()))
                    .mapToInt(PhaseSpec::resolution)
                    .findFirst()
                    .orElse(0);
            cells.computeIfAbsent(Cell.of(Grid.trained(recipe), resolution, result), cell -> new TreeMap<>())
                    .put(recipe.seed(), result);
        }
    }

    private static Optional<Recipe> recipe(ObjectStore store, String experiment) {
        return store.get(ObjectKeys.recipe(experiment))
                .map(object -> RecipeReader.read(new String(object.content(), StandardCharsets.UTF_8), Map.of()));
    }

    /**
     * What is worth comparing: each phase with the phase that it starts from on the same pictures; of each model the best
     * test resolution with the resolution that it trained at; and the best row of all with the best of another model.
     */
    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        for (GroupRow row : rows) {
            startOf(row).flatMap(start -> Difference.of(row, start)).ifPresent(differences::add);
        }
        for (List<GroupRow> model : models()) {
            GroupRow best = best(model);
            model.stream()
                    .filter(row -> row != best
                            && row.cell().resolution() == row.cell().phaseResolution()
                            && row.cell().conditions().equals(best.cell().conditions()))
                    .findFirst()
                    .flatMap(row -> Difference.of(best, row))
                    .ifPresent(differences::add);
        }
        if (!rows.isEmpty()) {
            GroupRow best = best(rows);
            rows.stream()
                    .filter(row -> !row.cell().sameModel(best.cell())
                            && row.cell().split().equals(best.cell().split()))
                    .max(BY_MEAN)
                    .flatMap(other -> Difference.of(best, other))
                    .filter(difference -> differences.stream().noneMatch(d -> samePair(d, difference)))
                    .ifPresent(differences::add);
        }
        return differences;
    }

    private static boolean samePair(Difference one, Difference other) {
        return one.first().equals(other.first()) && one.second().equals(other.second())
                || one.first().equals(other.second()) && one.second().equals(other.first());
    }

    private static final Comparator<GroupRow> BY_MEAN =
            Comparator.comparingDouble(row -> row.top1().mean());

    private static GroupRow best(List<GroupRow> rows) {
        return rows.stream().max(BY_MEAN).orElseThrow();
    }

    /** The rows of each model and transform. */
    private List<List<GroupRow>> models() {
        Map<String, List<GroupRow>> models = new TreeMap<>();
        for (GroupRow row : rows) {
            Cell cell = row.cell();
            models.computeIfAbsent(
                            String.format("%02d %05d %s", cell.phaseIndex(), cell.train(), cell.conditions()),
                            key -> new ArrayList<>())
                    .add(row);
        }
        return List.copyOf(models.values());
    }

    private Optional<GroupRow> startOf(GroupRow row) {
        return startPhase(row.cell()).flatMap(start -> rows.stream()
                .filter(other -> other.cell().train() == row.cell().train()
                        && other.cell().phase().equals(start)
                        && other.cell().sameTest(row.cell()))
                .findFirst());
    }

    private Optional<String> startPhase(Cell cell) {
        return members.stream()
                .flatMap(member -> member.recipe().stream())
                .filter(recipe -> Grid.trained(recipe) == cell.train()
                        && cell.phaseIndex() < recipe.phases().size())
                .findFirst()
                .filter(recipe -> recipe.startOf(cell.phaseIndex()) >= 0)
                .map(recipe ->
                        recipe.phases().get(recipe.startOf(cell.phaseIndex())).name());
    }
}
