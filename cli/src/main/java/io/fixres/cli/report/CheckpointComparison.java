package io.fixres.cli.report;

import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.McNemarTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two results on the same images.
 *
 * @param first what was scored, and how
 * @param second likewise
 * @param n images
 * @param bothRight images that both got right
 * @param onlyFirst images that only the first got right
 * @param onlySecond images that only the second got right
 * @param bothWrong images that neither got right
 * @param changed images for which they predict different classes
 * @param p of McNemar's exact test: the probability of a split of the discordant images at least as uneven by chance
 */
public record CheckpointComparison(
        Side first,
        Side second,
        int n,
        long bothRight,
        long onlyFirst,
        long onlySecond,
        long bothWrong,
        long changed,
        double p) {

    /**
     * One side.
     *
     * @param experiment empty for a file that does not say
     * @param top1 share classified rightly, 0 to 1; low and high are its Wilson 95 % interval
     */
    public record Side(
            String experiment,
            String phase,
            int epoch,
            int resolution,
            String transform,
            String adaptation,
            double top1,
            double low,
            double high) {
        static Side of(EvaluationResult result) {
            return new Side(
                    result.experiment(),
                    result.phase(),
                    result.epoch(),
                    result.resolution(),
                    result.transform(),
                    result.method().id(),
                    result.top1(),
                    result.low(),
                    result.high());
        }
    }

    /**
     * Compares two results.
     *
     * @throws IllegalArgumentException if they are not of the same images
     */
    public static CheckpointComparison of(EvaluationResult first, EvaluationResult second) {
        if (!first.dataset().equals(second.dataset())
                || !first.split().equals(second.split())
                || !first.predictions().samples().equals(second.predictions().samples())
                || !first.predictions().labels().equals(second.predictions().labels())) {
            throw new IllegalArgumentException(
                    "the results are of different images: the first of " + images(first) + ", the second of "
                            + images(second) + ": score both on the same ones with fixres evaluate --data");
        }
        McNemarTest test = McNemarTest.of(first.predictions(), second.predictions());
        int n = first.predictions().size();
        long bothRight = IntStream.range(0, n)
                .filter(i ->
                        first.predictions().right(i) && second.predictions().right(i))
                .count();
        long changed = IntStream.range(0, n)
                .filter(i -> !first.predictions()
                        .predicted()
                        .get(i)
                        .equals(second.predictions().predicted().get(i)))
                .count();
        return new CheckpointComparison(
                Side.of(first),
                Side.of(second),
                n,
                bothRight,
                test.onlyFirst(),
                test.onlySecond(),
                n - bothRight - test.onlyFirst() - test.onlySecond(),
                changed,
                test.p());
    }

    private static String images(EvaluationResult result) {
        return result.n() + " images, split " + result.split() + " of " + result.dataset();
    }

    /**
     * All comparisons of two selections: if each means one result, of those two; else under every condition that both
     * have.
     *
     * @throws IllegalArgumentException if there is nothing to compare
     */
    public static List<CheckpointComparison> of(
            Selector first, Results firstResults, Selector second, Results secondResults) {
        List<EvaluationResult> left = first.of(firstResults);
        List<EvaluationResult> right = second.of(secondResults);
        if (left.size() == 1 && right.size() == 1) {
            return List.of(of(left.get(0), right.get(0)));
        }
        List<CheckpointComparison> comparisons = new ArrayList<>();
        for (EvaluationResult a : left) {
            right.stream().filter(a::sameConditions).forEach(b -> comparisons.add(of(a, b)));
        }
        if (comparisons.isEmpty()) {
            throw new IllegalArgumentException("there is no condition under which both were scored: " + first.source()
                    + " has " + conditions(left) + ", " + second.source() + " has " + conditions(right)
                    + ": name one of each with @RESOLUTION:TRANSFORM");
        }
        return comparisons;
    }

    private static List<String> conditions(List<EvaluationResult> results) {
        return results.stream().map(e -> e.resolution() + ":" + e.conditions()).toList();
    }

    /** Lines for people. */
    public static List<String> lines(List<CheckpointComparison> comparisons) {
        TextTable table = new TextTable(
                "first",
                "second",
                ">n",
                ">first %",
                ">second %",
                ">only first",
                ">only second",
                ">changed",
                "p",
                "verdict");
        for (CheckpointComparison c : comparisons) {
            table.row(
                    name(c.first()),
                    name(c.second()),
                    String.valueOf(c.n()),
                    ResultTable.percent(c.first().top1()),
                    ResultTable.percent(c.second().top1()),
                    String.valueOf(c.onlyFirst()),
                    String.valueOf(c.onlySecond()),
                    String.valueOf(c.changed()),
                    PairedComparison.p(c.p()).substring(2),
                    verdict(c));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(
                "Only first, only second: images that only one of them got right; changed: another class predicted; p:"
                        + " McNemar's exact test, two sided, for each row by itself.");
        return lines;
    }

    private static String verdict(CheckpointComparison c) {
        if (c.p() >= PairedComparison.LEVEL) {
            return "no difference is shown";
        }
        return c.onlyFirst() > c.onlySecond() ? "the first is better" : "the second is better";
    }

    private static String name(Side side) {
        return (side.phase().isEmpty() ? "checkpoint" : side.phase() + " epoch " + (side.epoch() + 1)) + " at "
                + side.resolution() + " px, " + side.transform()
                + (side.adaptation().equals("none") ? "" : ", adapted");
    }
}
