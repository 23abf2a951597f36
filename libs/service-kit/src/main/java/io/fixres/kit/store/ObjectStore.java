package io.fixres.kit.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One bucket of an S3 store. Every write is create-only or a compare-and-set, so that no writer overwrites another
 * without knowing. Every method throws {@link StoreUnavailableException} when the store does not answer.
 */
public interface ObjectStore {
    /** The content and etag of an object, empty if there is none. */
    Optional<StoredObject> get(String key);

    /** Whether an object exists. */
    boolean exists(String key);

    /** Creates an object; false if the key exists already, which is then left as it is. */
    default boolean create(String key, byte[] content) {
        return createReturningEtag(key, content).isPresent();
    }

    /** Creates an object and gives its etag; empty if the key exists already. */
    Optional<String> createReturningEtag(String key, byte[] content);

    /** Creates an object from a file, streamed; false if the key exists already. */
    boolean create(String key, Path file);

    /** Replaces an object if its etag is still the one given; gives the new etag, empty if another was faster. */
    Optional<String> replace(String key, byte[] content, String etag);

    /**
     * Reads a range; the caller closes the stream.
     *
     * @param offset first byte
     * @param length bytes, or -1 for all that follow
     * @throws ObjectNotFoundException if there is none
     */
    InputStream open(String key, long offset, long length);

    /**
     * Bytes of an object.
     *
     * @throws ObjectNotFoundException if there is none
     */
    long size(String key);

    /**
     * Copies an object to a file, which is replaced.
     *
     * @throws ObjectNotFoundException if there is none
     */
    void download(String key, Path target);

    /** All keys with a prefix, sorted. */
    List<String> list(String prefix);

    /** Removes an object; one that does not exist is no error. */
    void delete(String key);

    /** Creates the bucket if it does not exist. */
    void ensureBucket();
}
