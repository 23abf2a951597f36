package io.fixres.kit.store;

/** An object that must exist does not; the message names its key. */
public final class ObjectNotFoundException extends RuntimeException {
    /** For a key. */
    public ObjectNotFoundException(String key) {
        super("there is no object '" + key + "' in the store");
    }
}
