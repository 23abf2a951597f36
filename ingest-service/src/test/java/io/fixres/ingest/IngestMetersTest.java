package io.fixres.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.kit.metrics.DocumentedMeters;
import org.junit.jupiter.api.Test;

class IngestMetersTest {
    @Test
    void whatTheDocumentationSaysOfThemIsTrue() {
        assertThat(DocumentedMeters.faults("ingest-service", IngestMeters::new)).isEmpty();
    }
}
