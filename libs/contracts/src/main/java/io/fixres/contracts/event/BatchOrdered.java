package io.fixres.contracts.event;

import io.fixres.contracts.sampling.Shuffle;
import io.fixres.contracts.transform.TransformStep;
import java.util.List;

/**
 * A trainer's request for the samples at positions [from, to) of one epoch that fall into one lane.
 *
 * @param order id of the order, unique within the attempt; the reply carries it
 * @param attempt which claim of the experiment asks; replies to an older attempt are dropped
 * @param phaseIndex position of the phase in the recipe, part of the random key
 * @param epoch from 0
 * @param resolution height and width of the images asked for, in pixels
 * @param transform the train transform, resolved to steps
 * @param seed the experiment's seed
 * @param split name of the split, whose samples are numbered 0 to {@code samples} - 1
 * @param shuffle how the epoch is ordered
 * @param from first position, inclusive
 * @param to last position, exclusive
 * @param lane sample number modulo {@code lanes}
 * @param skip positions of the lane that are not wanted, since the trainer holds what it needs of them
 * @param deadline milliseconds since 1970 after which augmenters drop the order
 */
public record BatchOrdered(
        String order,
        String experiment,
        int attempt,
        String dataset,
        int phaseIndex,
        int epoch,
        int resolution,
        List<TransformStep> transform,
        long seed,
        String split,
        long samples,
        Shuffle shuffle,
        int batchSize,
        long from,
        long to,
        int lane,
        int lanes,
        List<Long> skip,
        long deadline,
        String replyTopic,
        int replyPartition)
        implements FixresEvent {
    /** Fills the list that an older writer left out. */
    public BatchOrdered {
        skip = skip == null ? List.of() : List.copyOf(skip);
    }
}
