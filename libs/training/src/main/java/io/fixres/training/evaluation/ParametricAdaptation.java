package io.fixres.training.evaluation;

import io.fixres.contracts.evaluation.AdaptationRequest;
import io.fixres.contracts.evaluation.FittedAdaptation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The parametric adaptation of Touvron et al. ("Fixing the train-test resolution discrepancy", NeurIPS 2019, section 3.2):
 * the pooled features at either resolution are taken to follow Frechet distributions exp(-(1 + xi (x - mu) / sigma)^(-1/xi))
 * of one shape xi, and the map that carries one onto the other is applied before the classifier. With one shape that map is
 * affine: sigma_train / sigma_test (x - mu_test) + mu_train. No label is used.
 *
 * <p>The paper does not say how mu and sigma are fitted; here by least squares on the quantiles, which are linear in both:
 * q(p) = mu + sigma g(p) with g(p) = ((-ln p)^(-xi) - 1) / xi.
 */
public final class ParametricAdaptation {
    /** The shape xi of the paper. */
    public static final double SHAPE = 0.3;

    /** Where the fit looks: the tails say little, and the lower one is a mass of zeros. */
    private static final List<Double> LEVELS =
            IntStream.rangeClosed(1, 19).mapToObj(i -> i / 20.0).toList();

    private ParametricAdaptation() {}

    /** Features all lie at one value. */
    public static final class NoDistributionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoDistributionException(String message) {
            super(message);
        }
    }

    /**
     * A Frechet distribution of shape {@link #SHAPE}.
     *
     * @param location mu
     * @param scale sigma
     */
    record Frechet(double location, double scale) {
        /** Nearest to quantiles, one for each level. */
        static Frechet fit(List<Double> levels, List<Double> quantiles) {
            int n = levels.size();
            double meanOfG = 0;
            double meanOfQ = 0;
            for (int i = 0; i < n; i++) {
                meanOfG += standard(levels.get(i)) / n;
                meanOfQ += quantiles.get(i) / n;
            }
            double covariance = 0;
            double variance = 0;
            for (int i = 0; i < n; i++) {
                double g = standard(levels.get(i)) - meanOfG;
                covariance += g * (quantiles.get(i) - meanOfQ);
                variance += g * g;
            }
            double scale = covariance / variance;
            return new Frechet(meanOfQ - scale * meanOfG, scale);
        }

        /** Quantile of location 0 and scale 1. */
        static double standard(double level) {
            return (StrictMath.pow(-StrictMath.log(level), -SHAPE) - 1) / SHAPE;
        }
    }

    /**
     * The map that carries features of the test resolution to the distribution of the training resolution.
     *
     * @throws NoDistributionException if the features of one of them do not vary
     */
    public static AffineMap fit(FeatureDistribution training, FeatureDistribution test) {
        return map(fit(training, "training"), fit(test, "test"));
    }

    /**
     * {@link #fit(FeatureDistribution, FeatureDistribution)}, as a result tells of it.
     *
     * @param split that the images came from
     * @param images how many they were
     */
    public static FittedAdaptation fit(
            AdaptationRequest request,
            FeatureDistribution training,
            FeatureDistribution test,
            String split,
            int images) {
        AffineMap map = fit(training, test);
        return new FittedAdaptation(
                request.method(), map.scale(), map.shift(), SHAPE, request.resolution(), split, images);
    }

    /** The map that carries the second distribution to the first. */
    static AffineMap map(Frechet training, Frechet test) {
        double scale = training.scale() / test.scale();
        return new AffineMap(scale, training.location() - scale * test.location());
    }

    private static Frechet fit(FeatureDistribution features, String which) {
        Frechet fitted =
                Frechet.fit(LEVELS, LEVELS.stream().map(features::quantile).toList());
        if (!(fitted.scale() > 0)) {
            throw new NoDistributionException("the pooled features at the " + which
                    + " resolution do not vary (nearly all are " + features.quantile(0.5)
                    + "), so there is no distribution to adapt to: the network has collapsed, leave adaptation out");
        }
        return fitted;
    }
}
