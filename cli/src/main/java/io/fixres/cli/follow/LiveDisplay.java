package io.fixres.cli.follow;

import io.fixres.cli.terminal.BarLine;
import io.fixres.cli.terminal.BarLine.Tone;
import io.fixres.cli.terminal.LiveBlock;
import io.fixres.cli.terminal.Paint;
import io.fixres.cli.terminal.Terminal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A block of bars: every stage of one experiment, or a line for every experiment of a group. */
final class LiveDisplay implements Display {
    /** Lines of the terminal that a group leaves free. */
    private static final int SPARE_LINES = 3;

    private static final int WIDEST_NAME = 24;

    private final LiveBlock block;
    private final Terminal terminal;
    private final Paint paint;
    private final Optional<String> group;
    private final Map<String, StageBoard> boards = new LinkedHashMap<>();
    private String trouble = "";

    LiveDisplay(PrintStream out, Terminal terminal, Optional<String> group, List<String> experiments) {
        this.block = new LiveBlock(out);
        this.terminal = terminal;
        this.paint = terminal.errorPaint();
        this.group = group;
        experiments.forEach(experiment -> boards.put(experiment, new StageBoard()));
    }

    @Override
    public Progress of(String experiment) {
        return boards.computeIfAbsent(experiment, id -> new StageBoard());
    }

    @Override
    public void say(String line) {
        block.print(line);
    }

    @Override
    public void trouble(String what) {
        trouble = what;
        tick();
    }

    @Override
    public void calm() {
        trouble = "";
    }

    @Override
    public void tick() {
        List<String> lines = new ArrayList<>(group.isPresent() ? groupLines() : experimentLines());
        if (!trouble.isEmpty()) {
            lines.add(paint.bad(cut(trouble)));
        }
        block.draw(lines);
    }

    private List<String> experimentLines() {
        List<String> lines = new ArrayList<>();
        boards.forEach((experiment, board) -> {
            lines.addAll(texts(board.stages()));
            board.note().map(this::cut).ifPresent(lines::add);
        });
        return lines;
    }

    private List<String> groupLines() {
        List<BarLine> members = new ArrayList<>();
        boards.forEach(
                (experiment, board) -> members.add(board.summary(MemberName.of(group.orElseThrow(), experiment))));
        List<String> lines = new ArrayList<>();
        lines.add(cut(group.orElseThrow() + ": " + count(members, Tone.DONE, "done") + ", "
                + count(members, Tone.ACTIVE, "running") + ", " + count(members, Tone.WAITING, "waiting")
                + (members.stream().anyMatch(m -> m.tone() == Tone.FAILED)
                        ? ", " + count(members, Tone.FAILED, "failed or cancelled")
                        : "")));
        int room = Math.max(3, terminal.height() - SPARE_LINES);
        List<BarLine> shown = members.size() <= room ? members : mostTelling(members, room);
        lines.addAll(texts(shown));
        if (shown.size() < members.size()) {
            lines.add(paint.faint("and " + (members.size() - shown.size()) + " more"));
        }
        return lines;
    }

    /** Those that run first, then what failed, then the next that wait; in the order of the group. */
    private static List<BarLine> mostTelling(List<BarLine> members, int room) {
        List<Tone> order = List.of(Tone.ACTIVE, Tone.FAILED, Tone.WAITING, Tone.DONE);
        List<BarLine> chosen = members.stream()
                .sorted(Comparator.comparingInt(member -> order.indexOf(member.tone())))
                .limit(room)
                .toList();
        return members.stream().filter(chosen::contains).toList();
    }

    private static String count(List<BarLine> members, Tone tone, String word) {
        return members.stream().filter(m -> m.tone() == tone).count() + " " + word;
    }

    private List<String> texts(List<BarLine> bars) {
        int nameWidth = bars.stream().mapToInt(bar -> bar.name().length()).max().orElse(0);
        int width = Math.min(nameWidth, Math.min(WIDEST_NAME, terminal.width() / 3));
        return bars.stream()
                .map(bar -> bar.text(width, terminal.width(), paint))
                .toList();
    }

    private String cut(String line) {
        return line.length() <= terminal.width() ? line : line.substring(0, Math.max(0, terminal.width() - 1)) + "…";
    }

    @Override
    public void close() {
        tick();
        block.close();
    }
}
