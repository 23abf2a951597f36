package io.fixres.kit.store;

import io.fixres.contracts.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A fake store with real create-only and compare-and-set semantics; its etag is the SHA-256 of the content, as S3's. */
public final class InMemoryObjectStore implements ObjectStore {
    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final List<Range> ranges = new ArrayList<>();
    private boolean available = true;
    private int writesUntilFailure = -1;

    /** A call of {@link #open}. */
    public record Range(String key, long offset, long length) {}

    /** Every call of {@link #open} so far. */
    public synchronized List<Range> ranges() {
        return List.copyOf(ranges);
    }

    /** From now on every call fails, or works again. */
    public synchronized void available(boolean value) {
        available = value;
    }

    /** The store stops answering after so many more writes, as if the process had been killed there. */
    public synchronized void failAfterWrites(int writes) {
        writesUntilFailure = writes;
    }

    @Override
    public synchronized Optional<StoredObject> get(String key) {
        answering();
        return Optional.ofNullable(objects.get(key)).map(c -> new StoredObject(c.clone(), Digests.sha256(c)));
    }

    @Override
    public synchronized boolean exists(String key) {
        answering();
        return objects.containsKey(key);
    }

    @Override
    public synchronized Optional<String> createReturningEtag(String key, byte[] content) {
        writing();
        if (objects.putIfAbsent(key, content.clone()) != null) {
            return Optional.empty();
        }
        return Optional.of(Digests.sha256(content));
    }

    @Override
    public boolean create(String key, Path file) {
        try {
            return create(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Optional<String> replace(String key, byte[] content, String etag) {
        writing();
        byte[] old = objects.get(key);
        if (old == null || !Digests.sha256(old).equals(etag)) {
            return Optional.empty();
        }
        objects.put(key, content.clone());
        return Optional.of(Digests.sha256(content));
    }

    @Override
    public synchronized InputStream open(String key, long offset, long length) {
        byte[] content = existing(key);
        ranges.add(new Range(key, offset, length));
        int end = length < 0 ? content.length : (int) Math.min(content.length, offset + length);
        return new ByteArrayInputStream(Arrays.copyOfRange(content, (int) offset, end));
    }

    @Override
    public synchronized long size(String key) {
        return existing(key).length;
    }

    @Override
    public synchronized void download(String key, Path target) {
        try {
            Files.write(target, existing(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized List<String> list(String prefix) {
        answering();
        return new ArrayList<>(objects.tailMap(prefix).keySet().stream()
                .filter(k -> k.startsWith(prefix))
                .toList());
    }

    @Override
    public synchronized void delete(String key) {
        writing();
        objects.remove(key);
    }

    @Override
    public void ensureBucket() {
        answering();
    }

    private byte[] existing(String key) {
        answering();
        byte[] content = objects.get(key);
        if (content == null) {
            throw new ObjectNotFoundException(key);
        }
        return content;
    }

    private void writing() {
        answering();
        if (writesUntilFailure == 0) {
            available = false;
            answering();
        }
        if (writesUntilFailure > 0) {
            writesUntilFailure--;
        }
    }

    private synchronized void answering() {
        if (!available) {
            throw new StoreUnavailableException("the fake store was switched off", null);
        }
    }
}
