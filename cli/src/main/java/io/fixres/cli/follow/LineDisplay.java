package io.fixres.cli.follow;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Plain lines, for logs and pipes; those about an experiment of a group begin with what tells it from the others. */
final class LineDisplay implements Display {
    private final PrintStream out;
    private final Optional<String> group;
    private final Map<String, Progress> members = new HashMap<>();
    private String trouble = "";

    LineDisplay(PrintStream out, Optional<String> group) {
        this.out = out;
        this.group = group;
    }

    @Override
    public Progress of(String experiment) {
        return members.computeIfAbsent(
                experiment,
                id -> new LineProgress(
                        out, group.map(g -> MemberName.of(g, id) + ": ").orElse("")));
    }

    @Override
    public void say(String line) {
        out.println(line);
    }

    @Override
    public void trouble(String what) {
        if (!what.equals(trouble)) {
            trouble = what;
            out.println(what);
        }
    }

    @Override
    public void calm() {
        if (!trouble.isEmpty()) {
            trouble = "";
            out.println("broker and store answer again");
        }
    }

    @Override
    public void tick() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
