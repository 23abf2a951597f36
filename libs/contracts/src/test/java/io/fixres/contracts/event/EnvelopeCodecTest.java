package io.fixres.contracts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeCodecTest {
    private static Envelope<?> read(String json) {
        return EnvelopeCodec.read(json.getBytes(UTF_8));
    }

    @Test
    void anEnvelopeSurvivesTheTrip() {
        // Given
        Envelope<ExperimentCancelled> envelope = new Envelope<>(
                "1",
                "/test",
                Instant.parse("2026-01-31T12:00:00.123Z"),
                "x",
                Map.of("traceparent", "00-1"),
                new ExperimentCancelled("x"));

        // When
        Envelope<?> again = EnvelopeCodec.read(EnvelopeCodec.write(envelope));

        // Then
        assertThat(again).isEqualTo(envelope);
    }

    @Test
    void anEventTypedByHandNeedsFourAttributes() {
        // When
        Envelope<?> envelope = read("""
                {"specversion": "1.0", "id": "1", "type": "io.fixres.experiment-cancelled.v1", "data": {"experiment": "x"}}
                """);

        // Then
        assertThat(envelope.data()).isEqualTo(new ExperimentCancelled("x"));
        assertThat(envelope.source()).isEqualTo("/unknown");
        assertThat(envelope.time()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aTimeMayHaveAnOffset() {
        assertThat(read("""
                {"specversion": "1.0", "id": "1", "type": "io.fixres.experiment-cancelled.v1",
                 "time": "2026-01-31T13:00:00+01:00", "data": {"experiment": "x"}}
                """).time()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }

    @Test
    void aFieldOfANewerVersionIsIgnored() {
        assertThat(read("""
                {"specversion": "1.0", "id": "1", "type": "io.fixres.experiment-cancelled.v1",
                 "data": {"experiment": "x", "because": "of rain"}}
                """).data()).isEqualTo(new ExperimentCancelled("x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                        | has no value
            hello                                                                     | not JSON
            [1]                                                                       | an event is a JSON object
            {"id":"1"}                                                                | specversion is ''
            {"specversion":"0.3"}                                                     | specversion is '0.3'
            {"specversion":"1.0"}                                                     | type is missing
            {"specversion":"1.0","type":"io.fixres.nothing.v1"}                       | type is 'io.fixres.nothing.v1'
            {"specversion":"1.0","type":"io.fixres.batch-ordered.v2"}                 | type is 'io.fixres.batch-ordered.v2'
            {"specversion":"1.0","type":"io.fixres.phase-started.v1"}                 | data is missing
            {"specversion":"1.0","type":"io.fixres.phase-started.v1","data":7}        | data is missing
            {"specversion":"1.0","type":"io.fixres.experiment-cancelled.v1","data":{}}| id is missing
            {"specversion":"1.0","type":"io.fixres.phase-started.v1","id":"1","data":{"epoch":"x"}} | data is not a valid PhaseStarted
            {"specversion":"1.0","type":"io.fixres.experiment-cancelled.v1","id":"1","time":"noon","data":{}} | time is 'noon'
            """)
    void aRefusalNamesTheAttribute(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTombstoneIsRefused() {
        assertThatThrownBy(() -> EnvelopeCodec.read(null)).hasMessageContaining("has no value");
    }
}
