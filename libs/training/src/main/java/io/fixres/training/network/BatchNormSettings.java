package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/**
 * How all batch norms of a network behave.
 *
 * @param momentum share of the moving statistics kept at each step (Keras' meaning; PyTorch's is one minus it)
 * @param epsilon added to the variance
 * @param variance which batch variance enters the moving one
 */
public record BatchNormSettings(double momentum, double epsilon, NetworkSpec.BatchNormVariance variance) {
    /** PyTorch's defaults: epsilon 1e-5, momentum .9 (its .1), the unbiased variance. */
    static final BatchNormSettings PYTORCH = new BatchNormSettings(0.9, 1e-5, NetworkSpec.BatchNormVariance.UNBIASED);

    /** With what a recipe says of them. */
    BatchNormSettings with(NetworkSpec spec) {
        return new BatchNormSettings(
                spec.batchNormMomentum().orElse(momentum),
                epsilon,
                spec.batchNormVariance().orElse(variance));
    }
}
