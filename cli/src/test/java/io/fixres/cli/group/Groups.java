package io.fixres.cli.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.fixres.cli.States;
import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Predictions;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A stored group of demo experiments, each scored on a hundred pictures of class 0 by center crops. */
final class Groups {
    static final String GROUP = "demo-grid";
    private static final int PICTURES = 100;
    private static final Recipe DEMO = BuiltInRecipes.read("demo", Map.of());

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<ExperimentState> states = new ArrayList<>();

    /** Adds a completed experiment. */
    Groups completed(int train, long seed) {
        return add(train, seed, ExperimentStatus.COMPLETED);
    }

    /** Adds an experiment. */
    Groups add(int train, long seed, ExperimentStatus status) {
        Map<String, JsonNode> overrides = new HashMap<>(new Grid(List.of(train), List.of()).overrides(DEMO, train));
        overrides.put("seed", LongNode.valueOf(seed));
        states.add(States.member(GROUP, id(train, seed), status));
        store.create(ObjectKeys.recipe(id(train, seed)), RecipeReader.bytes(BuiltInRecipes.read("demo", overrides)));
        return this;
    }

    /** Stores a score of the last epoch of a phase: the first so many pictures are classified rightly. */
    Groups scored(int train, long seed, String phase, int resolution, int correct) {
        EvaluationResult result = new EvaluationResult(
                id(train, seed),
                1,
                phase,
                List.of("initial", "finetune", "control").indexOf(phase),
                0,
                "key",
                "00",
                "dataset",
                resolution,
                "center_crop",
                "test",
                PICTURES,
                correct,
                correct / (double) PICTURES,
                0.1,
                0.9,
                0.5,
                1.0,
                List.of("daisy", "lily"),
                new Predictions(
                        LongStream.range(0, PICTURES).boxed().toList(),
                        Collections.nCopies(PICTURES, 0),
                        IntStream.range(0, PICTURES)
                                .mapToObj(i -> i < correct ? 0 : 1)
                                .toList(),
                        Collections.nCopies(PICTURES, 0.8f),
                        Collections.nCopies(PICTURES, 0.5f)));
        store.create(
                ObjectKeys.evaluation(id(train, seed), phase, 0, 1, resolution, "center_crop"), Json.bytes(result));
        return this;
    }

    GroupReport report() {
        return GroupReport.of(store, GROUP, states);
    }

    private static String id(int train, long seed) {
        return GROUP + "-r" + train + "-s" + seed;
    }
}
