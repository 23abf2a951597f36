package io.fixres.page.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.kit.metrics.DocumentedMeters;
import org.junit.jupiter.api.Test;

class PageMetersTest {
    @Test
    void whatTheDocumentationSaysOfThemIsTrue() {
        assertThat(DocumentedMeters.faults("page-service", PageMeters::new)).isEmpty();
    }
}
