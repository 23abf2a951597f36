package io.fixres.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> HOST = Optional.of("localhost:8480");

    private final Access access = new Access(List.of("localhost", "127.0.0.1", "[::1]"));

    @Test
    void anyoneMayLookUnderANameOfThePage() {
        assertThat(access.refusal("GET", HOST, NONE, NONE)).isEmpty();
        assertThat(access.refusal("GET", Optional.of("[::1]:8480"), NONE, NONE)).isEmpty();
    }

    @Test
    void aNameThatWasMadeToPointHereIsRefusedWithTheSettingToChange() {
        assertThat(access.refusal("GET", Optional.of("evil.example:8480"), NONE, NONE))
                .hasValueSatisfying(reason -> assertThat(reason).contains("evil.example", "FIXRES_PAGE_HOSTS"));
        assertThat(access.refusal("GET", NONE, NONE, NONE)).isPresent();
    }

    @Test
    void thePageItselfMayAsk() {
        assertThat(access.refusal("POST", HOST, Optional.of("http://localhost:8480"), Optional.of("same-origin")))
                .isEmpty();
    }

    @Test
    void anotherPageMayNotAsk() {
        assertThat(access.refusal("POST", HOST, Optional.of("http://evil.example"), NONE))
                .isPresent();
        assertThat(access.refusal("POST", HOST, Optional.of("http://localhost:3000"), NONE))
                .isPresent();
        assertThat(access.refusal("POST", HOST, Optional.of("null"), NONE)).isPresent();
        assertThat(access.refusal("POST", HOST, NONE, Optional.of("cross-site")))
                .isPresent();
        assertThat(access.refusal("POST", HOST, NONE, Optional.of("same-site"))).isPresent();
    }

    @Test
    void aProgramThatIsNoBrowserMayAsk() {
        assertThat(access.refusal("POST", HOST, NONE, NONE)).isEmpty();
    }
}
