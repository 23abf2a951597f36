package io.fixres.cli;

/** Exit codes of the command; {@code fixres --help} lists them. */
public final class ExitCodes {
    /** What was asked for is done. */
    public static final int OK = 0;

    /** It failed; the message says why. */
    public static final int FAILED = 1;

    /** The command line cannot be obeyed. */
    public static final int USAGE = 2;

    /** The experiment was cancelled. */
    public static final int CANCELLED = 3;

    /** Ctrl-C. The JVM sets it by itself. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
