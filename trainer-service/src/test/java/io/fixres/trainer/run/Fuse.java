package io.fixres.trainer.run;

/** Kills a trainer after so many effects on the world; a killed one has no further effect. */
final class Fuse {
    private int left;

    Fuse(int effects) {
        this.left = effects;
    }

    /** Comes before each effect. */
    synchronized void burn() {
        if (left == 0) {
            throw new Killed();
        }
        left--;
    }

    synchronized boolean blown() {
        return left == 0;
    }
}
