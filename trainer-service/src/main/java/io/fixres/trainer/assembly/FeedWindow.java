package io.fixres.trainer.assembly;

/**
 * How far ahead a trainer orders.
 *
 * @param bytes of pixels under way at most
 * @param lanes among which they are spread; an order asks for a lane's share at most
 */
public record FeedWindow(long bytes, int lanes) {}
