package io.fixres.kit.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChannelDeclarationsTest {
    private static final String COMPLETE = """
            mp:
              messaging:
                incoming:
                  orders-in:
                    connector: smallrye-kafka
                    topic: fixres.orders
                    group:
                      id: augment-service
                    auto:
                      offset:
                        reset: earliest
                    commit-strategy: throttled
                    failure-strategy: dead-letter-queue
                    dead-letter-queue:
                      topic: fixres.orders.dlq
                    partition:
                      assignment:
                        strategy: org.apache.kafka.clients.consumer.CooperativeStickyAssignor
            """;

    @Test
    void aCompleteChannelPasses() throws IOException {
        assertThat(ChannelDeclarations.missing(new ByteArrayInputStream(COMPLETE.getBytes(UTF_8))))
                .isEmpty();
    }

    @Test
    void aChannelThatLeavesItsFailuresOpenIsNamed() throws IOException {
        // Given
        String yaml = COMPLETE.replace("topic: fixres.orders.dlq", "").replace("commit-strategy: throttled", "");

        // When / Then
        assertThat(ChannelDeclarations.missing(new ByteArrayInputStream(yaml.getBytes(UTF_8))))
                .containsExactly("orders-in: commit-strategy", "orders-in: dead-letter-queue.topic");
    }

    @Test
    void aDottedKeyIsRefusedSinceTheConnectorNeverSeesIt() throws IOException {
        // Given
        String yaml = COMPLETE.replace("commit-strategy", "max.poll.records: 4\n        commit-strategy");

        // When / Then
        assertThat(ChannelDeclarations.missing(new ByteArrayInputStream(yaml.getBytes(UTF_8))))
                .containsExactly("orders-in: write 'max.poll.records' as nested keys, or it is ignored");
    }
}
