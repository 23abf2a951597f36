package io.fixres.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DigestsTest {
    @Test
    void sha256IsLowerCaseHexadecimal() {
        assertThat(Digests.sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void anEventIdIsAUuidOfVersionFive() {
        // When
        UUID id = UUID.fromString(Digests.eventId("flowers", "io.fixres.phase-started.v1", 0));

        // Then
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void theSamePartsGiveTheSameIdAndOthersAnother() {
        assertThat(Digests.eventId("a", "b", 1)).isEqualTo(Digests.eventId("a", "b", 1));
        assertThat(Digests.eventId("a", "b", 1)).isNotEqualTo(Digests.eventId("a", "b1"));
        assertThat(Digests.eventId("ab", "c")).isNotEqualTo(Digests.eventId("a", "bc"));
    }
}
