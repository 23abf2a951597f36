package io.fixres.eval.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.eval.EvaluationHarness;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaDeadLettersTest {
    @Test
    void aDeadLetterIsTheEventWithItsReasonAndTheTopicToReplayItTo() {
        // Given
        Envelope<ExperimentCompleted> event = EvaluationHarness.event(
                new ExperimentCompleted(EvaluationHarness.EXPERIMENT, 1, 2, List.of(), List.of()));

        // When
        ProducerRecord<byte[], byte[]> letter =
                KafkaDeadLetters.letter(event, new IllegalStateException("the weights are gone"));

        // Then
        assertThat(letter.topic()).isEqualTo("fixres.training.dlq");
        assertThat(letter.key()).isEqualTo(EvaluationHarness.EXPERIMENT.getBytes(UTF_8));
        assertThat(EnvelopeCodec.read(letter.value())).isEqualTo(event);
        assertThat(letter.headers().lastHeader("dead-letter-reason").value())
                .isEqualTo("the weights are gone".getBytes(UTF_8));
        assertThat(letter.headers().lastHeader("dead-letter-topic").value())
                .isEqualTo("fixres.training".getBytes(UTF_8));
    }
}
