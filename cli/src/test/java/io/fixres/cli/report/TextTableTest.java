package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
