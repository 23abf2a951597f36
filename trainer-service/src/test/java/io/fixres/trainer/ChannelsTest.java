package io.fixres.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.kit.messaging.ChannelDeclarations;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    @Test
    void everyChannelStatesGroupCommitsAndFailures() throws IOException {
        // Given
        try (InputStream yaml = ChannelsTest.class.getResourceAsStream("/application.yaml")) {
            // When / Then
            assertThat(ChannelDeclarations.missing(yaml)).isEmpty();
        }
    }
}
