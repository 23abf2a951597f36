package io.fixres.cli.cluster;

import io.fixres.cli.stack.Endpoints;
import io.fixres.kit.messaging.ClientProperties;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.messaging.KafkaEventPublisher;
import io.fixres.kit.store.MinioObjectStore;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Connections to one broker and one store; they are opened when first used. */
public final class Cluster implements AutoCloseable {
    private final Map<String, Object> kafka;
    private final StoreSettings settings;
    private final boolean onThisMachine;
    private final MinioObjectStore store;
    private KafkaEventPublisher publisher;

    private Cluster(Map<String, Object> kafka, StoreSettings settings, boolean onThisMachine) {
        this.kafka = kafka;
        this.settings = settings;
        this.onThisMachine = onThisMachine;
        this.store = new MinioObjectStore(settings);
    }

    /** An embedded stack. */
    public static Cluster of(Endpoints endpoints) {
        return new Cluster(
                ClientProperties.of(endpoints.bootstrap(), Optional.empty()),
                new StoreSettings(
                        endpoints.store(),
                        endpoints.bucket(),
                        endpoints.accessKey(),
                        endpoints.secretKey(),
                        "us-east-1"),
                true);
    }

    /**
     * Any cluster.
     *
     * @param kafkaConfig file of Kafka client properties for TLS or SASL
     */
    public static Cluster of(String bootstrap, Optional<Path> kafkaConfig, StoreSettings store) {
        return new Cluster(ClientProperties.of(bootstrap, kafkaConfig), store, false);
    }

    /** Properties for Kafka clients. */
    public Map<String, Object> kafka() {
        return kafka;
    }

    /** The bucket. */
    public ObjectStore store() {
        return store;
    }

    /** Name of the bucket. */
    public String bucket() {
        return settings.bucket();
    }

    /** Publishes events. */
    public synchronized EventPublisher publisher() {
        if (publisher == null) {
            publisher = new KafkaEventPublisher(kafka);
        }
        return publisher;
    }

    /** Whether services read files of this machine, so that a local path needs no upload. */
    public boolean onThisMachine() {
        return onThisMachine;
    }

    @Override
    public synchronized void close() {
        if (publisher != null) {
            publisher.close();
        }
        store.close();
    }
}
