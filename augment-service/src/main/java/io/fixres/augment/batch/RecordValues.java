package io.fixres.augment.batch;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Arrays for the values of records, used again: a Kafka producer copies a value when it is sent. Kafka takes whole arrays
 * only, so each length has its own.
 */
@Singleton
public class RecordValues {
    private static final long MOST_BYTES = 32L << 20;

    private final Map<Integer, Queue<byte[]>> free = new HashMap<>();
    private long bytes;

    /** An array whose content is of no value. */
    public synchronized byte[] take(int length) {
        Queue<byte[]> arrays = free.get(length);
        byte[] array = arrays == null ? null : arrays.poll();
        if (array == null) {
            return new byte[length];
        }
        bytes -= length;
        return array;
    }

    /** Arrays that nobody uses any more. */
    public synchronized void give(List<byte[]> values) {
        for (byte[] value : values) {
            if (bytes + value.length > MOST_BYTES) {
                free.clear(); // lengths of a phase that is over
                bytes = 0;
            }
            free.computeIfAbsent(value.length, length -> new ArrayDeque<>()).add(value);
            bytes += value.length;
        }
    }
}
