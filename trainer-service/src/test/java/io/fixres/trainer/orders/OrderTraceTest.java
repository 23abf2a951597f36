package io.fixres.trainer.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.event.BatchOrdered;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.sampling.Shuffle;
import io.fixres.kit.tracing.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTraceTest {
    private final TraceContext run = TraceContext.ofExperiment("roses");

    private static BatchOrdered order(long from) {
        return new BatchOrdered(
                "o",
                "roses",
                1,
                "ds",
                0,
                0,
                32,
                List.of(),
                1,
                "train",
                100,
                Shuffle.SAMPLES,
                8,
                from,
                from + 8,
                0,
                1,
                List.of(),
                1,
                "fixres.batches.32",
                0);
    }

    private TraceContext carriedBy(long from) {
        return TraceContext.of(Traces.carrying(run, () -> KafkaRecordSender.envelope(order(from)))
                        .extensions())
                .orElseThrow();
    }

    @Test
    void theFirstOrdersOfAnEpochAreRecordedAndTheOthersCarryTheTraceOnly() {
        assertThat(carriedBy(0)).isEqualTo(run);
        assertThat(carriedBy(8).traceId()).isEqualTo(run.traceId());
        assertThat(carriedBy(8).sampled()).isFalse();
    }

    @Test
    void anOrderOutsideOfAnyTraceCarriesNone() {
        assertThat(KafkaRecordSender.envelope(order(8)).extensions()).isEmpty();
    }
}
