package io.fixres.trainer.assembly;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where batch records go that cannot be used. */
@FunctionalInterface
public interface DamagedReplies {
    /** Keeps a record with the reason; its order is asked again in any case. */
    void send(ConsumerRecord<byte[], ByteBuffer> record, String reason);
}
