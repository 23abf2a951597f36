package io.fixres.augment.messaging;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.event.BatchOrdered;

/** What an order must fulfil before memory is taken for it. */
final class OrderRules {
    /** A record holds one image at least, and topics of batches take 8 MiB: 1,671 pixels, less room for the header. */
    private static final int MOST_PIXELS = 1_664;

    /** Positions of one order at most; a trainer asks for a record's worth, spread over all lanes. */
    private static final long MOST_POSITIONS = 1 << 20;

    /** A lane is a partition of the topic of orders; a broker has some thousands of them. */
    private static final int MOST_LANES = 1 << 16;

    private OrderRules() {}

    /**
     * Refuses an order that does not fit its dataset or the limits.
     *
     * @param samples samples of the split that the dataset has
     */
    static void check(BatchOrdered order, long samples) {
        require(
                order.samples() == samples,
                "the order speaks of " + order.samples() + " samples, but split " + order.split() + " of dataset "
                        + order.dataset() + " has " + samples);
        require(
                order.lanes() > 0 && order.lanes() <= MOST_LANES && order.lane() >= 0 && order.lane() < order.lanes(),
                "the order asks for lane " + order.lane() + " of " + order.lanes() + ": lanes count from 0, and there"
                        + " are at most " + MOST_LANES);
        require(
                order.from() >= 0
                        && order.from() < order.to()
                        && order.to() <= samples
                        && order.to() - order.from() <= MOST_POSITIONS,
                "the order asks for positions " + order.from() + " to " + order.to() + " of " + samples
                        + ": ask for 1 to " + MOST_POSITIONS + " of those there are");
        require(
                order.resolution() > 0 && order.resolution() <= MOST_PIXELS,
                "the resolution is " + order.resolution() + " but must be 1 to " + MOST_PIXELS
                        + " pixels, so that an image fits a record of 8 MiB");
        require(
                order.transform() != null && order.replyTopic() != null && order.replyPartition() >= 0,
                "the order needs a transform, a reply_topic and a reply_partition of at least 0");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new MalformedDocumentException(message, null);
        }
    }
}
