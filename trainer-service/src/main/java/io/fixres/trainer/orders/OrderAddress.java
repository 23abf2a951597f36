package io.fixres.trainer.orders;

/**
 * What all orders of one attempt and phase have in common.
 *
 * @param lanes partitions of the topic of orders
 */
public record OrderAddress(
        String experiment, int attempt, String dataset, int lanes, String replyTopic, int replyPartition) {}
