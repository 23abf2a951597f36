package io.fixres.cli.command;

import java.io.PrintWriter;

/** Says on Ctrl-C what becomes of the experiment. */
final class Interruption {
    private static volatile boolean following;

    private Interruption() {}

    /** From now on, an end of this process that nobody asked for is explained. */
    static void explain(Session session, String experiment, PrintWriter err) {
        following = true;
        boolean own = session.own().isPresent();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (following) {
                err.println();
                err.println(
                        own
                                ? "stopping the stack; the experiment is saved and goes on with: fixres run --resume "
                                        + experiment
                                : experiment + " goes on without this command; see it with: fixres watch " + experiment
                                        + ", stop it with: fixres cancel " + experiment);
                err.flush();
            }
        }));
    }

    /** The experiment has ended. */
    static void over() {
        following = false;
    }
}
