package io.fixres.kit.configuration;

import io.fixres.kit.messaging.ClientProperties;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.messaging.KafkaEventPublisher;
import io.fixres.kit.metrics.CountedEventPublisher;
import io.fixres.kit.metrics.PublishedEventMeters;
import io.fixres.kit.store.MinioObjectStore;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreSettings;
import io.fixres.kit.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the beans that every service uses. */
@ApplicationScoped
public class KitProducers {
    private final StoreConfiguration store;
    private final ProcessConfiguration process;
    private final String bootstrapServers;

    KitProducers(
            StoreConfiguration store,
            ProcessConfiguration process,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.store = store;
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    @Produces
    @Singleton
    ObjectStore objectStore() {
        return new MinioObjectStore(new StoreSettings(
                store.endpoint(), store.bucket(), store.accessKey(), store.secretKey(), store.region()));
    }

    void closeStore(@Disposes ObjectStore objectStore) {
        ((MinioObjectStore) objectStore).close();
    }

    @Produces
    @Singleton
    KafkaClientProperties kafkaClientProperties() {
        return new KafkaClientProperties(ClientProperties.of(bootstrapServers, process.kafkaPropertiesFile()));
    }

    /** SmallRye merges these into every channel, so that channels and plain clients connect alike. */
    @Produces
    @Singleton
    @Identifier("default-kafka-broker")
    Map<String, Object> channelProperties(KafkaClientProperties properties) {
        return properties.values();
    }

    @Produces
    @Singleton
    EventPublisher eventPublisher(KafkaClientProperties properties, MeterRegistry registry) {
        return new CountedEventPublisher(
                new KafkaEventPublisher(properties.values()), new PublishedEventMeters(registry));
    }

    void closePublisher(@Disposes EventPublisher publisher) throws Exception {
        ((CountedEventPublisher) publisher).close();
    }

    @Produces
    @Singleton
    Traces traces(Instance<OpenTelemetry> telemetry) {
        return telemetry.isResolvable() ? new Traces(telemetry.get()) : Traces.none();
    }

    @Produces
    @Singleton
    ProcessName processName() {
        return new ProcessName(process.instance().orElseGet(KitProducers::hostAndPid));
    }

    private static String hostAndPid() {
        try {
            return InetAddress.getLocalHost().getHostName() + "-"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return "host-" + ProcessHandle.current().pid();
        }
    }
}
