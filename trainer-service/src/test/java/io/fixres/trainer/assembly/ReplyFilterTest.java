package io.fixres.trainer.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.format.BatchHeaders;
import io.fixres.contracts.format.BatchRecordFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReplyFilterTest {
    private final ReplyFilter filter = new ReplyFilter("e", 2, 1);

    @Test
    void aReplyToThisAttemptAndPhaseIsRead() {
        // Given
        byte[] value = record();

        // When / Then
        assertThat(filter.read(headers("e", 2, 1, value), ByteBuffer.wrap(value)))
                .hasValueSatisfying(reply -> {
                    assertThat(reply.epoch()).isEqualTo(3);
                    assertThat(reply.record().positions()).hasSize(2);
                });
    }

    @Test
    void repliesToOthersAreLeftAlone() {
        // Given
        byte[] value = record();

        // When / Then
        assertThat(filter.read(headers("other", 2, 1, value), ByteBuffer.wrap(value)))
                .isEmpty();
        assertThat(filter.read(headers("e", 1, 1, value), ByteBuffer.wrap(value)))
                .isEmpty();
        assertThat(filter.read(headers("e", 2, 0, value), ByteBuffer.wrap(value)))
                .isEmpty();
    }

    @Test
    void aFlippedBitIsRefusedByTheChecksum() {
        // Given
        byte[] value = record();
        Headers headers = headers("e", 2, 1, value);
        value[value.length - 1] ^= 1;

        // When / Then
        assertThatThrownBy(() -> filter.read(headers, ByteBuffer.wrap(value)))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("CRC-32C");
    }

    private static byte[] record() {
        byte[] header = BatchRecordFormat.header(2, 8).encode();
        return Arrays.copyOf(header, header.length + 2 * 8 + 2 * 8 + 2 * 8 * 8 * 3);
    }

    private static Headers headers(String experiment, int attempt, int phase, byte[] value) {
        Headers headers = new RecordHeaders();
        add(headers, BatchHeaders.EXPERIMENT, experiment);
        add(headers, BatchHeaders.ATTEMPT, attempt);
        add(headers, BatchHeaders.PHASE_INDEX, phase);
        add(headers, BatchHeaders.EPOCH, 3);
        add(headers, BatchHeaders.ORDER, "o");
        add(headers, BatchHeaders.CRC32C, BatchRecordFormat.crc32c(value));
        return headers;
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
