package io.fixres.cli;

/** Exit codes of the command; the help of every subcommand lists those it has. */
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

    /** Title of the list in a help text. */
    public static final String HEADING = "%nExit codes:%n";

    /** {@link #OK} of most commands. */
    public static final String OK_TEXT = "0:done";

    /** {@link #OK} of a command that follows. */
    public static final String COMPLETED_TEXT = "0:completed, and all evaluations are stored";

    /** {@link #FAILED}. */
    public static final String FAILED_TEXT = "1:failed; the message says why";

    /** {@link #USAGE}. */
    public static final String USAGE_TEXT = "2:the command line cannot be obeyed; the message says why";

    /** {@link #CANCELLED}. */
    public static final String CANCELLED_TEXT =
            "3:the followed experiment was cancelled; of a group, one and none failed";

    /** {@link #INTERRUPTED}. */
    public static final String INTERRUPTED_TEXT = "130:interrupted with Ctrl-C";

    private ExitCodes() {}
}
