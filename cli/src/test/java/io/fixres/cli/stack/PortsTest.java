package io.fixres.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final Ports ports = new Ports();

    @Test
    void aPortThatAnotherProcessHasIsRefusedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> ports.exactly("--kafka-port", port))
                    .hasMessageStartingWith("--kafka-port is " + port + " but another process listens there");
            assertThat(ports.preferably(Optional.of(port))).isNotEqualTo(port);
        }
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        assertThatThrownBy(() -> ports.exactly("--kafka-port", 70_000)).hasMessageContaining("must be 1 to 65535");
    }

    @Test
    void noPortIsGivenTwice() {
        int first = ports.any();

        assertThat(ports.preferably(Optional.of(first))).isNotEqualTo(first);
    }
}
