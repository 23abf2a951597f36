package io.fixres.training.mixing;

import io.fixres.contracts.sampling.CounterRandom;

/** Beta(alpha, alpha) from two Gamma variates. */
final class SymmetricBeta {
    private SymmetricBeta() {}

    /** A value in 0 to 1, the same on every machine. */
    static double draw(double alpha, CounterRandom random) {
        double first = logGamma(alpha, random);
        double second = logGamma(alpha, random);
        // first / (first + second) of the variates themselves, which for a small alpha are too small for a double.
        return 1 / (1 + StrictMath.exp(second - first));
    }

    /**
     * Logarithm of a Gamma(shape, 1) variate: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM
     * TOMS 26 (2000); a shape under 1 is raised by 1 and the variate multiplied by u^(1 / shape).
     */
    private static double logGamma(double shape, CounterRandom random) {
        double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        double raise = shape < 1 ? StrictMath.log(positive(random)) / shape : 0;
        while (true) {
            double x = random.nextGaussian();
            double cube = 1 + c * x;
            double v = cube * cube * cube;
            if (v > 0 && StrictMath.log(positive(random)) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                return StrictMath.log(d) + StrictMath.log(v) + raise;
            }
        }
    }

    /** Uniform in (0, 1]. */
    private static double positive(CounterRandom random) {
        return 1 - random.nextDouble();
    }
}
