package io.fixres.cli.follow;

import io.fixres.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;

/** Shows how experiments go: bars on a terminal, lines elsewhere, on standard error. Calls come from one thread. */
public interface Display extends AutoCloseable {
    /** Of one experiment. */
    static Display ofExperiment(String experiment) {
        return on(Terminal.current(), Optional.empty(), List.of(experiment));
    }

    /** Of experiments that belong together. */
    static Display ofGroup(String group, List<String> experiments) {
        return on(Terminal.current(), Optional.of(group), experiments);
    }

    private static Display on(Terminal terminal, Optional<String> group, List<String> experiments) {
        return terminal.live()
                ? new LiveDisplay(System.err, terminal, group, experiments)
                : new LineDisplay(System.err, group);
    }

    /** Where one of the experiments is told about. */
    Progress of(String experiment);

    /** Something that a person should know. */
    void say(String line);

    /** Broker or store do not answer and are tried again; said until {@link #calm}. */
    void trouble(String what);

    /** They answer. */
    void calm();

    /** Called several times a second. */
    void tick();

    @Override
    void close();
}
