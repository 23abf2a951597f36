package io.fixres.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The files that a browser loads, as they lie in this library. */
public final class PageFiles {
    /** The page itself. */
    public static final String INDEX = "index.html";

    /** Style sheets in the order in which they apply. */
    static final List<String> STYLES = List.of("base.css", "parts.css", "data.css");

    /** Modules, in any order: each names what it imports. */
    static final List<String> MODULES = List.of(
            "main.js",
            "report.js",
            "dom.js",
            "format.js",
            "scale.js",
            "plot.js",
            "series.js",
            "readout.js",
            "curves.js",
            "resolutions.js",
            "scores.js",
            "confusion.js",
            "diagnostics.js",
            "pictures.js",
            "facts.js",
            "experiment.js",
            "live.js",
            "overview.js",
            "submit.js");

    private PageFiles() {}

    /** Text of the page. */
    public static String index() {
        return read(INDEX);
    }

    /** Text of a style sheet or module; empty for any other name. */
    public static Optional<String> asset(String name) {
        return STYLES.contains(name) || MODULES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    /** Media type of a style sheet or module. */
    public static String mediaType(String name) {
        return name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    }

    static String read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/io/fixres/report/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks the page's file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's file " + name, e);
        }
    }
}
