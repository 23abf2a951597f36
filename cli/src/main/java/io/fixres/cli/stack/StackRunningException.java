package io.fixres.cli.stack;

import java.util.Optional;

/** The home has a running stack already; the message says where it listens. */
public final class StackRunningException extends RuntimeException {
    /** For a home whose lock another process holds. */
    public StackRunningException(StackHome home, Optional<Endpoints> endpoints) {
        super("a stack runs in " + home.directory() + " already"
                + endpoints
                        .map(e -> " (process " + e.pid() + ", broker " + e.bootstrap() + ", store " + e.store() + ")")
                        .orElse("")
                + ": use it, stop it with Ctrl-C where it runs, or start another one with --home");
    }
}
