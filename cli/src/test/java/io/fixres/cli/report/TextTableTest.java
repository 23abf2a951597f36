package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void wordsStandAtTheLeftAndNumbersAtTheRight() {
        assertThat(new TextTable("name", ">n")
                        .row("daisy", "5")
                        .row("lily", "1200")
                        .lines())
                .containsExactly("name      n", "daisy     5", "lily   1200");
    }

    @Test
    void aRowWithTooFewCellsIsRefused() {
        TextTable table = new TextTable("name", "n");

        assertThatThrownBy(() -> table.row("daisy")).hasMessage("1 cells for 2 columns");
    }

    @Test
    void aNarrowTerminalLosesSpareColumnsLastFirst() {
        TextTable table = new TextTable("name", "?colour", "?>n", ">top-1").row("daisy", "white", "5", "81.0");

        assertThat(table.lines(OptionalInt.of(22)).get(1)).isEqualTo("daisy  white    81.0");
        assertThat(table.lines(OptionalInt.of(14)).get(1)).isEqualTo("daisy   81.0");
    }

    @Test
    void aRowThatDoesNotFitEvenSoTakesSeveralLines() {
        assertThat(new TextTable("first", "second", "verdict")
                        .row("finetune 32>64", "initial 32>64", "not distinguishable")
                        .lines(OptionalInt.of(32)))
                .containsExactly(
                        "first           second",
                        "  verdict",
                        "finetune 32>64  initial 32>64",
                        "  not distinguishable");
    }
}
