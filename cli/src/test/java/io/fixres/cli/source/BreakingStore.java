package io.fixres.cli.source;

import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A store whose streams break off, one after the other, after so many bytes each; those that follow are whole. */
final class BreakingStore implements ObjectStore {
    private final ObjectStore whole;
    private final Deque<Integer> breaks = new ArrayDeque<>();
    private final List<Long> offsets = new ArrayList<>();

    BreakingStore(ObjectStore whole) {
        this.whole = whole;
    }

    /** The next streams break off after so many bytes. */
    BreakingStore breakingAfter(Integer... bytes) {
        breaks.addAll(List.of(bytes));
        return this;
    }

    /** Where each stream began. */
    List<Long> offsets() {
        return offsets;
    }

    @Override
    public InputStream open(String key, long offset, long length) {
        offsets.add(offset);
        InputStream in = whole.open(key, offset, length);
        return breaks.isEmpty() ? in : new BreakingStream(in, breaks.pop());
    }

    private static final class BreakingStream extends FilterInputStream {
        private int left;

        BreakingStream(InputStream in, int bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read(byte[] buffer, int at, int length) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int n = super.read(buffer, at, Math.min(left, length));
            left -= Math.max(0, n);
            return n;
        }
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return whole.get(key);
    }

    @Override
    public boolean exists(String key) {
        return whole.exists(key);
    }

    @Override
    public Optional<String> createReturningEtag(String key, byte[] content) {
        return whole.createReturningEtag(key, content);
    }

    @Override
    public boolean create(String key, Path file) {
        return whole.create(key, file);
    }

    @Override
    public Optional<String> replace(String key, byte[] content, String etag) {
        return whole.replace(key, content, etag);
    }

    @Override
    public long size(String key) {
        return whole.size(key);
    }

    @Override
    public void download(String key, Path target) {
        whole.download(key, target);
    }

    @Override
    public List<String> list(String prefix) {
        return whole.list(prefix);
    }

    @Override
    public void delete(String key) {
        whole.delete(key);
    }

    @Override
    public void ensureBucket() {
        whole.ensureBucket();
    }
}
