package io.fixres.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * The last lines of a terminal, drawn over themselves with the control sequences of ECMA-48 and DEC's autowrap mode. Lines
 * must not be wider than the terminal; what a window that became smaller cannot hold is cut by it.
 */
public final class LiveBlock implements AutoCloseable {
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String ERASE_LINE = "\u001b[2K";
    private static final String ERASE_BELOW = "\u001b[0J";

    private final PrintStream out;
    private List<String> drawn = List.of();

    /** On a terminal. */
    public LiveBlock(PrintStream out) {
        this.out = out;
    }

    /** Replaces the block. */
    public void draw(List<String> lines) {
        if (!lines.equals(drawn)) {
            write(List.of(), lines);
        }
    }

    /** Prints a line that stays, above the block. */
    public void print(String line) {
        write(List.of(line), drawn);
    }

    private void write(List<String> above, List<String> block) {
        StringBuilder text = new StringBuilder(NO_WRAP);
        if (!drawn.isEmpty()) {
            text.append("\u001b[").append(drawn.size()).append("A\r");
        }
        text.append(ERASE_BELOW);
        above.forEach(line -> text.append(WRAP).append(line).append('\n').append(NO_WRAP));
        block.forEach(line -> text.append(ERASE_LINE).append(line).append('\n'));
        out.print(text.append(WRAP));
        out.flush();
        drawn = List.copyOf(block);
    }

    /** Leaves the block as it was drawn last. */
    @Override
    public void close() {
        drawn = List.of();
    }
}
