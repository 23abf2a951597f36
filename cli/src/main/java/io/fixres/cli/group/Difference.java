package io.fixres.cli.group;

import io.fixres.cli.group.SeedStatistics.Interval;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.McNemarTest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether one way of training or testing is better than another.
 *
 * @param first what is compared
 * @param second with what
 * @param seeds that have both
 * @param mean first less second, in shares of 0 to 1
 * @param interval 95 % t interval of the mean difference; absent for one seed
 * @param p two-sided
 */
public record Difference(
        Cell first, Cell second, int seeds, double mean, Optional<Interval> interval, double p, Method method) {
    /** Level that goes with intervals of 95 %. */
    private static final double LEVEL = 1 - SeedStatistics.CONFIDENCE;

    /** How it was judged. */
    public enum Method {
        /** Student's t over the differences of each seed. */
        PAIRED_T,
        /** Exact McNemar on the same pictures, for one seed. */
        MCNEMAR
    }

    /**
     * Compares rows over the seeds that both have: several by a paired t interval of their differences, one by the exact
     * McNemar test on the pictures. Pictures are not pooled over seeds, as the same ones would count several times.
     *
     * @return empty where no seed has both, or one has them on different pictures
     */
    static Optional<Difference> of(GroupRow first, GroupRow second) {
        TreeSet<Long> seeds = new TreeSet<>(first.bySeed().keySet());
        seeds.retainAll(second.bySeed().keySet());
        if (seeds.isEmpty()) {
            return Optional.empty();
        }
        List<Double> differences = seeds.stream()
                .map(seed -> first.bySeed().get(seed).top1()
                        - second.bySeed().get(seed).top1())
                .toList();
        SeedStatistics statistics = SeedStatistics.of(differences);
        if (seeds.size() > 1) {
            return Optional.of(new Difference(
                    first.cell(),
                    second.cell(),
                    statistics.n(),
                    statistics.mean(),
                    statistics.interval(),
                    statistics.pOfZero().orElseThrow(),
                    Method.PAIRED_T));
        }
        EvaluationResult one = first.bySeed().get(seeds.first());
        EvaluationResult other = second.bySeed().get(seeds.first());
        if (!one.predictions().samples().equals(other.predictions().samples())) {
            return Optional.empty();
        }
        McNemarTest test = McNemarTest.of(one.predictions(), other.predictions());
        return Optional.of(new Difference(
                first.cell(), second.cell(), 1, statistics.mean(), Optional.empty(), test.p(), Method.MCNEMAR));
    }

    /** Whether chance is an unlikely explanation: p below 5 %, which is an interval without 0. */
    public boolean distinguishable() {
        return p < LEVEL;
    }
}
