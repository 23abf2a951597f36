package io.fixres.kit.messaging;

import io.fixres.contracts.topic.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics with their limits; a topic that exists is accepted as it is. */
public final class KafkaTopics {
    private static final int TIMEOUT_SECONDS = 30;

    private KafkaTopics() {}

    /**
     * Creates what is missing, with the broker's default replication.
     *
     * @throws BrokerUnavailableException if the broker does not answer
     */
    public static void ensure(Map<String, Object> clientProperties, List<TopicSpec> topics) {
        try (Admin admin = Admin.create(new HashMap<>(clientProperties))) {
            Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(KafkaTopics::newTopic)
                    .toList();
            for (var created : admin.createTopics(missing).values().values()) {
                awaitCreated(created);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new BrokerUnavailableException("cannot create topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while creating topics", e);
        }
    }

    private static NewTopic newTopic(TopicSpec topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(topic.configuration());
    }

    /** Another process may create the same topic at the same time. */
    private static void awaitCreated(org.apache.kafka.common.KafkaFuture<Void> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
