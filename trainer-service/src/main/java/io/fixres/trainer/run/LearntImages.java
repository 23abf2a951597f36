package io.fixres.trainer.run;

import io.fixres.trainer.orders.HeldImages;
import io.fixres.trainer.orders.ImageKeys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Images of which the learner stored features in this phase, with their classes. */
final class LearntImages implements HeldImages {
    private final Learner learner;
    private final Map<Long, Integer> labels = new ConcurrentHashMap<>();

    LearntImages(Learner learner) {
        this.learner = learner;
    }

    /** Notes a batch that was trained on. */
    void learnt(long[] keys, int[] classes) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != ImageKeys.NONE && learner.holdsFeatures(keys[i])) {
                labels.putIfAbsent(keys[i], classes[i]);
            }
        }
    }

    @Override
    public boolean holds(long key) {
        return labels.containsKey(key);
    }

    @Override
    public int label(long key) {
        return labels.get(key);
    }
}
