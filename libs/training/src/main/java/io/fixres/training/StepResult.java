package io.fixres.training;

/**
 * One optimizer step.
 *
 * @param step steps done in the phase, this one included
 * @param learningRate that it used
 */
public record StepResult(long step, double learningRate) {}
