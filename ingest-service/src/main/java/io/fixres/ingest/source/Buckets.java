package io.fixres.ingest.source;

import io.fixres.kit.configuration.StoreConfiguration;
import io.fixres.kit.store.MinioObjectStore;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Buckets at the store's endpoint by name: the system's own one, and others that its user may read. */
public final class Buckets implements Function<String, ObjectStore> {
    private final ObjectStore own;
    private final StoreConfiguration settings;
    private final Map<String, ObjectStore> others = new ConcurrentHashMap<>();

    /** At the endpoint of the settings. */
    public Buckets(ObjectStore own, StoreConfiguration settings) {
        this.own = own;
        this.settings = settings;
    }

    @Override
    public ObjectStore apply(String bucket) {
        return bucket.equals(settings.bucket())
                ? own
                : others.computeIfAbsent(
                        bucket,
                        name -> new MinioObjectStore(new StoreSettings(
                                settings.endpoint(),
                                name,
                                settings.accessKey(),
                                settings.secretKey(),
                                settings.region())));
    }
}
