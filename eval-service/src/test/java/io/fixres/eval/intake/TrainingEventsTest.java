package io.fixres.eval.intake;

import static io.fixres.eval.EvaluationHarness.SQUASH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.eval.EvaluationHarness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingEventsTest {
    @TempDir
    private Path folder;

    private final List<String> answers = new ArrayList<>();
    private EvaluationHarness service;
    private TrainingEvents channel;

    @BeforeEach
    void start() {
        service = new EvaluationHarness(folder).withExperiment();
        channel = new TrainingEvents(service.intake, service.meters);
    }

    private Message<byte[]> message(byte[] value) {
        return Message.of(
                value,
                () -> {
                    answers.add("acknowledged with "
                            + service.store.list("pending/").size() + " stored");
                    return CompletableFuture.completedFuture(null);
                },
                reason -> {
                    answers.add("refused: " + reason.getMessage());
                    return CompletableFuture.completedFuture(null);
                });
    }

    @Test
    void aRecordIsAcknowledgedOnceItsWorkIsStored() {
        // When
        channel.receive(message(EnvelopeCodec.write(service.checkpoint("initial", 0, 7, SQUASH))));

        // Then
        assertThat(answers).containsExactly("acknowledged with 1 stored");
    }

    @Test
    void aRecordThatCannotBeReadIsRefusedWithItsReason() {
        // When
        channel.receive(message("hello".getBytes(UTF_8)));

        // Then
        assertThat(answers).containsExactly("refused: the value is not JSON");
    }

    @Test
    void aRecordThatAProcessCannotAcceptBeforeItEndsIsLeftToTheNext() {
        // Given
        byte[] event = EnvelopeCodec.write(service.checkpoint("initial", 0, 7, SQUASH));
        service.store.available(false);
        service.stop.give();

        // When
        channel.receive(message(event));

        // Then
        assertThat(answers).isEmpty();
    }
}
