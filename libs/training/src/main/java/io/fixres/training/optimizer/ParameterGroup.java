package io.fixres.training.optimizer;

import io.fixres.contracts.recipe.OptimizerSpec;
import io.fixres.training.network.Variable;
import io.fixres.training.network.VariableKind;

/**
 * What is special about a parameter.
 *
 * @param rateFactor its learning rate as a multiple of the optimizer's
 * @param decays whether weight decay applies to it
 */
public record ParameterGroup(double rateFactor, boolean decays) {
    /** The group of a variable, by the optimizer's settings. */
    public static ParameterGroup of(OptimizerSpec spec, Variable variable, String head) {
        return new ParameterGroup(
                variable.layer().equals(head) ? spec.headLearningRateFactor() : 1,
                spec.decayNormsAndBiases() || variable.kind() == VariableKind.KERNEL);
    }
}
