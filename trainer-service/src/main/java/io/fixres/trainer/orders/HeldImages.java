package io.fixres.trainer.orders;

/** Images that the trainer need not order, since it holds what it computes of them. Any thread may ask. */
public interface HeldImages {
    /** Holds nothing. */
    HeldImages NONE = new HeldImages() {
        @Override
        public boolean holds(long key) {
            return false;
        }

        @Override
        public int label(long key) {
            throw new IllegalStateException("nothing is held");
        }
    };

    /** Whether an image is held; once true it stays true for the phase. */
    boolean holds(long key);

    /** Class of an image that is held. */
    int label(long key);
}
