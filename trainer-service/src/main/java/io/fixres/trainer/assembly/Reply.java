package io.fixres.trainer.assembly;

import io.fixres.contracts.format.BatchRecord;

/**
 * A batch record that was read and checked.
 *
 * @param order id of the order that it answers
 */
public record Reply(int epoch, String order, BatchRecord record) {}
