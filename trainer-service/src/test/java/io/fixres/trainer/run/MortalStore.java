package io.fixres.trainer.run;

import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The store as one trainer sees it, until its fuse blows. */
record MortalStore(ObjectStore store, Fuse fuse) implements ObjectStore {
    @Override
    public Optional<StoredObject> get(String key) {
        return store.get(key);
    }

    @Override
    public boolean exists(String key) {
        return store.exists(key);
    }

    @Override
    public Optional<String> createReturningEtag(String key, byte[] content) {
        fuse.burn();
        return store.createReturningEtag(key, content);
    }

    @Override
    public boolean create(String key, Path file) {
        fuse.burn();
        return store.create(key, file);
    }

    @Override
    public Optional<String> replace(String key, byte[] content, String etag) {
        fuse.burn();
        return store.replace(key, content, etag);
    }

    @Override
    public InputStream open(String key, long offset, long length) {
        return store.open(key, offset, length);
    }

    @Override
    public long size(String key) {
        return store.size(key);
    }

    @Override
    public void download(String key, Path target) {
        store.download(key, target);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        fuse.burn();
        store.delete(key);
    }

    @Override
    public void ensureBucket() {
        store.ensureBucket();
    }
}
