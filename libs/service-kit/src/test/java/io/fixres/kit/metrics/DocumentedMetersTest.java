package io.fixres.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guard of docs/operations.md finds what it is there to find. */
class DocumentedMetersTest {
    private static final String HEAD = """
            | tea-service | labels | unit | meaning |
            | --- | --- | --- | --- |
            """;
    private static final String CUPS = "| `tea_cups_total` | `kind`: green, black | cups | poured |\n";
    private static final String HEAT = "| `tea_heat` | | 0 to 1 | of the kettle |\n";
    private static final String STEEP =
            "| `tea_steep_seconds_count` `tea_steep_seconds_sum` `tea_steep_seconds_max` | | seconds | one pot |\n";

    private static List<String> faults(String rows) {
        return DocumentedMeters.faults("tea-service", (HEAD + rows).lines().toList(), DocumentedMetersTest::meters);
    }

    private static void meters(MeterRegistry registry) {
        for (String kind : List.of("green", "black")) {
            Counter.builder("tea.cups")
                    .baseUnit("cups")
                    .description("poured")
                    .tag("kind", kind)
                    .register(registry);
        }
        Gauge.builder("tea.heat", () -> 1).description("of the kettle").register(registry);
        Timer.builder("tea.steep").description("one pot").register(registry).record(Duration.ofMinutes(3));
    }

    @Test
    void aTableThatSaysWhatTheCodeDoesHasNoFault() {
        assertThat(faults(CUPS + HEAT + STEEP)).isEmpty();
    }

    @Test
    void aMeterWithoutRowIsFound() {
        assertThat(faults(CUPS + STEEP)).containsExactly("tea_heat is not documented");
    }

    @Test
    void aRowWithoutMeterIsFound() {
        assertThat(faults(CUPS + HEAT + STEEP + "| `tea_spoons` | | spoons | laid |\n"))
                .containsExactly("tea_spoons is documented but no meter");
    }

    @Test
    void oneSeriesOfATimerThatIsLeftOutIsFound() {
        assertThat(faults(CUPS + HEAT + STEEP.replace(" `tea_steep_seconds_max`", "")))
                .containsExactly("tea_steep_seconds_max is not documented");
    }

    @Test
    void anotherLabelIsFound() {
        assertThat(faults(CUPS.replace("`kind`", "`sort`") + HEAT + STEEP))
                .containsExactly("tea_cups_total has labels [kind], documented are [sort]");
    }

    @Test
    void aLabelValueThatIsMissingOrTooManyIsFound() {
        assertThat(faults(CUPS.replace("green, black", "green, red") + HEAT + STEEP))
                .containsExactly("tea_cups_total has for kind the values [black, green], documented are [green, red]");
    }

    @Test
    void anotherUnitIsFound() {
        assertThat(faults(CUPS.replace("| cups |", "| litres |") + HEAT + STEEP))
                .containsExactly("tea_cups_total is in 'cups', documented is 'litres'");
    }

    @Test
    void aMeterWithoutDescriptionIsFound() {
        // When
        List<String> faults = DocumentedMeters.faults(
                "tea-service",
                (HEAD + "| `tea_spoons` | | | laid |\n").lines().toList(),
                registry -> registry.gauge("tea.spoons", 7));

        // Then
        assertThat(faults).containsExactly("tea.spoons has no description");
    }
}
