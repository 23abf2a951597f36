package io.fixres.system;

import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import java.util.Map;

/** The recipe of the system tests: two short phases, so that a run lasts long enough to be disturbed. */
final class TestRecipe {
    private TestRecipe() {}

    /** With so many epochs of the first phase. */
    static Recipe of(int epochs) {
        return RecipeReader.read("""
                name: system-test
                seed: 3
                data: {split: folders}
                network: {name: preact_resnet18, width: 8}
                phases:
                  - name: initial
                    epochs: %d
                    resolution: 32
                    batch_size: 16
                    transform: torchvision_train
                    optimizer: {name: adam, learning_rate: 0.002}
                  - name: finetune
                    epochs: 2
                    resolution: 48
                    batch_size: 16
                    transform: center_crop_train
                    trainable: post_bn+head
                    optimizer: {name: adam, learning_rate: 0.001}
                evaluations:
                  - {resolution: 32, transform: squash, phases: [initial], epochs: last}
                  - {resolution: 48, transform: center_crop, epochs: last}
                baselines: none
                """.formatted(epochs), Map.of());
    }
}
