package io.fixres.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiveBlockTest {
    private static final Pattern TOKEN = Pattern.compile("\u001b\\[(\\??\\d*)([A-Za-z])|\n|\r|[^\u001b\n\r]+");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LiveBlock block = new LiveBlock(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    /** What a terminal shows that understands cursor up, erase line and erase below. */
    private List<String> screen() {
        List<String> lines = new ArrayList<>(List.of(""));
        int row = 0;
        Matcher token = TOKEN.matcher(bytes.toString(StandardCharsets.UTF_8));
        while (token.find()) {
            String text = token.group();
            if (text.equals("\n")) {
                row++;
                if (row == lines.size()) {
                    lines.add("");
                }
            } else if ("A".equals(token.group(2))) {
                row -= Integer.parseInt(token.group(1));
            } else if ("J".equals(token.group(2))) {
                lines.set(row, "");
                lines.subList(row + 1, lines.size()).clear();
            } else if ("K".equals(token.group(2))) {
                lines.set(row, "");
            } else if (token.group(2) == null && !text.equals("\r")) {
                lines.set(row, text);
            }
        }
        return lines;
    }

    @Test
    void aBlockIsDrawnOverItself() {
        block.draw(List.of("data", "initial  10 %"));
        block.draw(List.of("data", "initial  20 %", "finetune"));
        block.draw(List.of("done"));

        assertThat(screen()).containsExactly("done", "");
    }

    @Test
    void aLineThatStaysIsPrintedAboveTheBlock() {
        block.draw(List.of("initial  10 %"));
        block.print("experiment flowers");
        block.draw(List.of("initial  20 %"));

        assertThat(screen()).containsExactly("experiment flowers", "initial  20 %", "");
    }

    @Test
    void anUnchangedBlockIsNotDrawnAgain() {
        block.draw(List.of("initial"));
        int size = bytes.size();
        block.draw(List.of("initial"));

        assertThat(bytes.size()).isEqualTo(size);
    }

    @Test
    void whatWasDrawnStaysAfterTheEnd() {
        block.draw(List.of("initial"));
        block.close();
        block.draw(List.of("finetune"));

        assertThat(screen()).containsExactly("initial", "finetune", "");
    }
}
