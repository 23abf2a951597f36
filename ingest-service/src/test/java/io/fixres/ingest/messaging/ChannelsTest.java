package io.fixres.ingest.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.kit.messaging.ChannelDeclarations;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    @Test
    void everyChannelStatesItsGroupCommitsAndFailures() throws IOException {
        try (InputStream yaml = ChannelsTest.class.getResourceAsStream("/application.yaml")) {
            assertThat(ChannelDeclarations.missing(yaml)).isEmpty();
        }
    }
}
