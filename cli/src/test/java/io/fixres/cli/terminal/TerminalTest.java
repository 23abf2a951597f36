package io.fixres.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Map<String, String> BOTH =
            Map.of("fixres.terminal", "true", "fixres.terminal.out", "true", "fixres.width", "100");

    @Test
    void aTerminalHasBarsColoursAndAWidth() {
        Terminal terminal = Terminal.of(BOTH::get, Map.of("TERM", "xterm")::get);

        assertThat(terminal.live()).isTrue();
        assertThat(terminal.outColour()).isTrue();
        assertThat(terminal.outWidth()).isEqualTo(OptionalInt.of(100));
    }

    @Test
    void noColorLeavesBarsAndTakesColours() {
        Terminal terminal = Terminal.of(BOTH::get, Map.of("NO_COLOR", "1")::get);

        assertThat(terminal.live()).isTrue();
        assertThat(terminal.outColour()).isFalse();
        assertThat(terminal.errorColour()).isFalse();
    }

    @Test
    void anEmptyNoColorMeansNothing() {
        assertThat(Terminal.of(BOTH::get, Map.of("NO_COLOR", "")::get).outColour())
                .isTrue();
    }

    @Test
    void aDumbTerminalIsWrittenToLineByLine() {
        Terminal terminal = Terminal.of(BOTH::get, Map.of("TERM", "dumb")::get);

        assertThat(terminal.live()).isFalse();
        assertThat(terminal.errorColour()).isFalse();
        assertThat(terminal.outColour()).isFalse();
    }

    @Test
    void aPipeHasNeitherColoursNorAWidth() {
        Terminal terminal = Terminal.of(
                Map.of("fixres.terminal", "true", "fixres.terminal.out", "false")::get, Map.of("TERM", "xterm")::get);

        assertThat(terminal.live()).isTrue();
        assertThat(terminal.outColour()).isFalse();
        assertThat(terminal.outWidth()).isEmpty();
    }

    @Test
    void withoutTheScriptNothingIsATerminal() {
        Terminal terminal = Terminal.of(name -> null, name -> null);

        assertThat(terminal.live()).isFalse();
        assertThat(terminal.outColour()).isFalse();
        assertThat(terminal.width()).isEqualTo(80);
    }
}
