package io.fixres.cli.terminal;

/**
 * Colours text with the SGR sequences of ECMA-48, or leaves it as it is.
 *
 * @param on whether to colour
 */
public record Paint(boolean on) {
    /**
     * Colours of a heat map from low to high, of the 256-colour palette: dark blue over green to yellow, each lighter
     * than the one before, so that the order is seen without colours too.
     */
    private static final int[] HEAT = {17, 18, 24, 30, 36, 71, 107, 143, 185, 228};

    /** From this step on dark letters are read better. */
    private static final int LIGHT = 4;

    /** What went well. */
    public String good(String text) {
        return sgr("32", text);
    }

    /** What went wrong. */
    public String bad(String text) {
        return sgr("31", text);
    }

    /** What matters now. */
    public String strong(String text) {
        return sgr("1", text);
    }

    /** What matters less. */
    public String faint(String text) {
        return sgr("2", text);
    }

    /**
     * A cell of a heat map.
     *
     * @param share where the value lies between the lowest, 0, and the highest, 1
     */
    public String heat(double share, String text) {
        int step = (int) Math.round(Math.max(0, Math.min(1, share)) * (HEAT.length - 1));
        return sgr("48;5;" + HEAT[step] + ";38;5;" + (step >= LIGHT ? 16 : 231), text);
    }

    private String sgr(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
