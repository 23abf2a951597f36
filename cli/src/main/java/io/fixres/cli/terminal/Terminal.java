package io.fixres.cli.terminal;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What standard output and standard error can show. The {@code fixres} script says what it finds, as a JVM cannot ask.
 *
 * @param live whether standard error is a terminal whose lines can be drawn anew
 * @param errorColour whether standard error takes colours
 * @param outColour whether standard output takes colours
 * @param outWidth columns of standard output; empty where it is no terminal, so that nothing is cut or left out
 * @param width columns of the terminal
 * @param height its lines
 */
public record Terminal(
        boolean live, boolean errorColour, boolean outColour, OptionalInt outWidth, int width, int height) {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;

    /** That of this process. */
    public static Terminal current() {
        return of(System::getProperty, System::getenv);
    }

    /**
     * From what the script and the environment say. {@code NO_COLOR} (no-color.org) turns colours off and leaves bars;
     * {@code TERM=dumb} turns both off.
     *
     * @param property value of a system property or null
     * @param environment value of a variable or null
     */
    static Terminal of(UnaryOperator<String> property, UnaryOperator<String> environment) {
        boolean able = !"dumb".equals(environment.apply("TERM"));
        boolean colours = able && text(environment.apply("NO_COLOR")).isEmpty();
        boolean error = Boolean.parseBoolean(property.apply("fixres.terminal"));
        boolean out = Boolean.parseBoolean(property.apply("fixres.terminal.out"));
        int width = size(property.apply("fixres.width"), WIDTH);
        return new Terminal(
                error && able,
                error && colours,
                out && colours,
                out ? OptionalInt.of(width) : OptionalInt.empty(),
                width,
                size(property.apply("fixres.height"), HEIGHT));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static int size(String value, int otherwise) {
        return Optional.ofNullable(value)
                .filter(v -> v.matches("[1-9]\\d{0,4}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    /** Colours for standard error. */
    public Paint errorPaint() {
        return new Paint(errorColour);
    }

    /** Colours for standard output. */
    public Paint outPaint() {
        return new Paint(outColour);
    }
}
