package io.fixres.trainer;

import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import java.util.Map;

/** Recipes small enough to be trained by a fake. */
public final class TestRecipes {
    /** Resolution of all phases, in pixels. */
    public static final int RESOLUTION = 8;

    private static final String TWO_PHASES = """
            name: tiny
            seed: 7
            data: {split: folders}
            network: {name: preact_resnet18, width: 8}
            phases:
              - name: initial
                epochs: 3
                resolution: 8
                batch_size: 4
                transform: squash
                optimizer: {name: adam, learning_rate: 0.001}
                checkpoint_every: 2
              - name: finetune
                epochs: 2
                resolution: 8
                batch_size: 4
                transform: squash
                optimizer: {name: adam, learning_rate: 0.001}
            evaluations:
              - {resolution: 8, transform: squash}
            baselines: none
            """;

    private TestRecipes() {}

    /** Two phases: 3 epochs with checkpoints after the second and the last, then 2 epochs with one each. */
    public static Recipe twoPhases() {
        return RecipeReader.read(TWO_PHASES, Map.of());
    }

    /** {@link #twoPhases} whose first phase has up to 6 epochs and may stop early by a rule in YAML. */
    public static Recipe stoppingEarly(String rule) {
        return RecipeReader.read(
                TWO_PHASES,
                Map.of(
                        "phases.initial.epochs", RecipeReader.value("6"),
                        "phases.initial.checkpoint_every", RecipeReader.value("1"),
                        "phases.initial.early_stopping", RecipeReader.value(rule)));
    }

    /** The first phase with other numbers. */
    public static PhaseSpec phase(int batchSize, int epochs, boolean dropLast, String shuffle) {
        return RecipeReader.read(
                        TWO_PHASES,
                        Map.of(
                                "phases.initial.batch_size", RecipeReader.value(String.valueOf(batchSize)),
                                "phases.initial.epochs", RecipeReader.value(String.valueOf(epochs)),
                                "phases.initial.drop_last", RecipeReader.value(String.valueOf(dropLast)),
                                "phases.initial.shuffle", RecipeReader.value(shuffle)))
                .phases()
                .get(0);
    }
}
