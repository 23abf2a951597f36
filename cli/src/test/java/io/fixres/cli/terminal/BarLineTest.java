package io.fixres.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.cli.terminal.BarLine.Figure;
import io.fixres.cli.terminal.BarLine.Tone;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class BarLineTest {
    private static final BarLine LINE = new BarLine(
            "initial",
            Tone.ACTIVE,
            OptionalDouble.of(0.5),
            List.of(new Figure("epoch 3/16", 1), new Figure("loss 1.234", 3), new Figure("0:35 left", 2)));

    @Test
    void aWideTerminalShowsEverythingInOrder() {
        assertThat(LINE.text(7, 100, new Paint(false)))
                .isEqualTo("initial  [======>     ]  50 %  epoch 3/16  loss 1.234  0:35 left");
    }

    @Test
    void aNarrowTerminalLeavesOutWhatMattersLeast() {
        assertThat(LINE.text(7, 52, new Paint(false))).isEqualTo("initial  [===>  ]  50 %  loss 1.234  0:35 left");
    }

    @Test
    void ofTwoEqualFiguresOneIsShownWhereOneFits() {
        // Given
        BarLine line = new BarLine(
                "a", Tone.ACTIVE, OptionalDouble.empty(), List.of(new Figure("12 s", 1), new Figure("12 s", 1)));

        // When / Then
        assertThat(line.text(1, 10, new Paint(false))).isEqualTo("a  12 s");
    }

    @Test
    void coloursChangeNoLetter() {
        assertThat(LINE.text(7, 100, new Paint(true)).replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(LINE.text(7, 100, new Paint(false)));
    }

    @Property(tries = 500)
    void noLineIsWiderThanItsTerminal(
            @ForAll @IntRange(min = 40, max = 200) int width,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll List<@StringLength(max = 60) String> texts) {
        BarLine line = new BarLine(
                "a-phase-of-some-length",
                Tone.WAITING,
                OptionalDouble.of(share),
                texts.stream().map(text -> new Figure(text, text.length())).toList());

        assertThat(line.text(12, width, new Paint(false)).length()).isLessThanOrEqualTo(width);
    }
}
