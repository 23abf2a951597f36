package io.fixres.eval.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of accepted work, oldest first, each at most once. It is a hint only: the work itself is in the store. Safe for
 * use by several threads.
 */
@Singleton
public final class WorkQueue {
    private final Set<String> keys = new LinkedHashSet<>();

    /** Adds a key unless it waits already. */
    public synchronized void add(String key) {
        if (keys.add(key)) {
            notifyAll();
        }
    }

    /** Takes the oldest key; empty if none came within the time. */
    public synchronized Optional<String> take(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (keys.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        Iterator<String> oldest = keys.iterator();
        String key = oldest.next();
        oldest.remove();
        return Optional.of(key);
    }

    /** Number of keys that wait. */
    public synchronized int size() {
        return keys.size();
    }
}
