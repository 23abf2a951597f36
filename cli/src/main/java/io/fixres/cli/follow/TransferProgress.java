package io.fixres.cli.follow;

import io.fixres.cli.source.Transfer;
import io.fixres.cli.terminal.BarLine;
import io.fixres.cli.terminal.BarLine.Figure;
import io.fixres.cli.terminal.BarLine.Tone;
import io.fixres.cli.terminal.LiveBlock;
import io.fixres.cli.terminal.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Shows downloads: a bar each on a terminal, lines elsewhere. */
public final class TransferProgress implements Transfer, AutoCloseable {
    private static final long DRAW_EVERY_NANOS = Duration.ofMillis(200).toNanos();
    private static final double MEGABYTE = 1e6;

    private final PrintStream out;
    private final Terminal terminal;
    private final LiveBlock block;
    private String name = "";
    private long from;
    private long size;
    private long begun;
    private long drawn;

    /** On a stream that is what the terminal says. */
    public TransferProgress(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.block = new LiveBlock(out);
    }

    @Override
    public void begun(String key, long alreadyThere, long bytes) {
        String[] parts = key.split("/");
        name = parts.length > 2 ? parts[parts.length - 3] + "-" + parts[parts.length - 2] : key;
        from = alreadyThere;
        size = bytes;
        begun = System.nanoTime();
        block.close();
        if (!terminal.live()) {
            out.println(name + ": " + megabytes(size) + (from > 0 ? ", going on at " + megabytes(from) : ""));
        }
        at(from);
    }

    @Override
    public void at(long bytes) {
        long now = System.nanoTime();
        if (terminal.live() && (bytes == size || bytes == from || now - drawn > DRAW_EVERY_NANOS)) {
            drawn = now;
            block.draw(List.of(
                    line(bytes, (now - begun) / 1e9).text(name.length(), terminal.width(), terminal.errorPaint())));
        }
    }

    private BarLine line(long bytes, double seconds) {
        boolean done = bytes >= size;
        double speed = seconds > 0 ? (bytes - from) / seconds : 0;
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure(megabytes(bytes) + " of " + megabytes(size), 2),
                new Figure(String.format(Locale.ROOT, "%.1f MB/s", speed / MEGABYTE), 1)));
        if (speed > 0 && !done) {
            Duration left = Duration.ofSeconds(Math.round((size - bytes) / speed));
            figures.add(new Figure(PhasePace.clock(left) + " left", 3));
        }
        return new BarLine(
                name,
                done ? Tone.DONE : Tone.ACTIVE,
                OptionalDouble.of(size == 0 ? 1 : (double) bytes / size),
                figures);
    }

    @Override
    public void broken(long bytes, String reason) {
        String line = name + ": the connection broke at " + megabytes(bytes) + " (" + reason + "); opened again";
        if (terminal.live()) {
            block.print(line);
        } else {
            out.println(line);
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    @Override
    public void close() {
        block.close();
        out.flush();
    }
}
