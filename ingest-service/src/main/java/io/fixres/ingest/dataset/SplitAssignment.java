package io.fixres.ingest.dataset;

import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.recipe.SplitRule;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Which split a sample belongs to: a pure function of the sample and of the whole set. */
final class SplitAssignment {
    /** The top 53 bits of a digest are a number that a double holds exactly. */
    private static final double TWO_TO_53 = 0x1p53;

    private final SplitRule rule;
    private final Optional<byte[]> firstValidation;

    private SplitAssignment(SplitRule rule, Optional<byte[]> firstValidation) {
        this.rule = rule;
        this.firstValidation = firstValidation;
    }

    /** For an index in the order of {@link TfdsOrder}. */
    static SplitAssignment of(SplitRule rule, SampleIndex ordered, ImageSpool spool) {
        if (rule instanceof SplitRule.Tfds tfds) {
            int train = TfdsOrder.boundary(tfds.percent(), ordered.size());
            return new SplitAssignment(
                    rule,
                    train < ordered.size()
                            ? Optional.of(TfdsOrder.digest(
                                    spool.read(ordered.position(train)).path()))
                            : Optional.empty());
        }
        return new SplitAssignment(rule, Optional.empty());
    }

    /** The split of a sample. */
    Split of(SpooledImage image) {
        if (rule instanceof SplitRule.Tfds) {
            boolean train = firstValidation
                    .map(first -> Arrays.compareUnsigned(TfdsOrder.digest(image.path()), first) < 0)
                    .orElse(true);
            return train ? Split.TRAIN : Split.VALIDATION;
        }
        if (rule instanceof SplitRule.Fraction fraction) {
            double uniform = (ByteBuffer.wrap(image.sha256()).getLong() >>> 11) / TWO_TO_53;
            return uniform < fraction.share() ? Split.VALIDATION : Split.TRAIN;
        }
        return image.folder().orElseThrow(() -> new IllegalStateException(image.path() + " has no split folder"));
    }
}
