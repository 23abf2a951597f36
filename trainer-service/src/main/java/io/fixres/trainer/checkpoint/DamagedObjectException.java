package io.fixres.trainer.checkpoint;

/** A stored object is not the one that the experiment's state names. */
public final class DamagedObjectException extends RuntimeException {
    /** With both checksums. */
    public DamagedObjectException(String key, String expected, String found) {
        super(key + " is damaged: its SHA-256 is " + found + " but the state of the experiment says " + expected
                + "; restore the object from a backup, or submit the experiment again under another id");
    }
}
