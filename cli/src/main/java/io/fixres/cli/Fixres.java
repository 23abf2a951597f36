package io.fixres.cli;

import io.fixres.cli.command.FixresCommand;

/** Entry point of the command. */
public final class Fixres {
    private Fixres() {}

    /** Runs a subcommand and exits with its code. */
    public static void main(String[] arguments) {
        String level = System.getenv().getOrDefault("FIXRES_LOG", "off");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
        int code = FixresCommand.commandLine().execute(arguments);
        System.exit(code);
    }
}
