package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/**
 * How all batch norms of a network behave.
 *
 * @param momentum share of the moving statistics kept at each step (Keras' meaning; PyTorch's is one minus it)
 * @param epsilon added to the variance
 * @param variance which batch variance enters the moving one
 */
public record BatchNormSettings(double momentum, double epsilon, NetworkSpec.BatchNormVariance variance) {}
