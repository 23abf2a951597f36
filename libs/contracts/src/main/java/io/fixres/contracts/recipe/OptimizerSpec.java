package io.fixres.contracts.recipe;

import java.util.Optional;

/**
 * Which optimizer. What a name does not use is ignored by it and refused by {@link Recipe} where it would mislead.
 *
 * @param epsilon default 1e-7 with Keras' convention, else 1e-8
 * @param epsilonConvention where Adam adds epsilon: {@code keras} outside the bias correction, {@code pytorch} inside
 * @param weightDecay for adamw decoupled, for sgd and adam added to the gradient; default 0
 * @param momentum of sgd, default 0
 * @param clipNorm greatest L2 norm of all gradients together; default none
 * @param headLearningRateFactor the classifier's learning rate as a multiple of the others'; default 1
 * @param decayNormsAndBiases whether weight decay applies to gammas, betas and biases as well; default true
 */
public record OptimizerSpec(
        Name name,
        double learningRate,
        Double beta1,
        Double beta2,
        Double epsilon,
        EpsilonConvention epsilonConvention,
        Double weightDecay,
        Double momentum,
        Boolean nesterov,
        Optional<Double> clipNorm,
        Double headLearningRateFactor,
        Boolean decayNormsAndBiases) {
    public OptimizerSpec {
        name = name == null ? Name.ADAM : name;
        beta1 = beta1 == null ? 0.9 : beta1;
        beta2 = beta2 == null ? 0.999 : beta2;
        epsilonConvention = epsilonConvention == null ? EpsilonConvention.KERAS : epsilonConvention;
        epsilon = epsilon == null ? (epsilonConvention == EpsilonConvention.KERAS ? 1e-7 : 1e-8) : epsilon;
        weightDecay = weightDecay == null ? 0 : weightDecay;
        momentum = momentum == null ? 0 : momentum;
        nesterov = nesterov != null && nesterov;
        headLearningRateFactor = headLearningRateFactor == null ? 1 : headLearningRateFactor;
        decayNormsAndBiases = decayNormsAndBiases == null || decayNormsAndBiases;
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learning_rate is " + learningRate + " but must be above 0");
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("beta1 " + beta1 + ", beta2 " + beta2 + ", momentum " + momentum
                    + ": each must be at least 0 and under 1");
        }
        if (!(epsilon > 0) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "epsilon " + epsilon + " must be above 0 and weight_decay " + weightDecay + " at least 0");
        }
        clipNorm.ifPresent(limit -> {
            if (!(limit > 0)) {
                throw new IllegalArgumentException("clip_norm is " + limit + " but must be above 0");
            }
        });
        checkGroups(headLearningRateFactor, nesterov, name, momentum);
    }

    private static void checkGroups(double factor, boolean nesterov, Name name, double momentum) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("head_learning_rate_factor is " + factor + " but must be above 0");
        }
        if (nesterov && (name != Name.SGD || momentum == 0)) {
            throw new IllegalArgumentException(
                    "nesterov is true but needs name sgd and a momentum above 0: set both, or leave nesterov out");
        }
    }

    /** Optimizers by name. */
    public enum Name {
        ADAM,
        ADAMW,
        SGD
    }

    /** Whose form of Adam. */
    public enum EpsilonConvention {
        KERAS,
        PYTORCH
    }
}
