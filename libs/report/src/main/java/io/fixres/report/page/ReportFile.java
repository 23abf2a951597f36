package io.fixres.report.page;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.report.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * The page of one experiment frozen into one HTML file that needs nothing else: no server, no other file, no other host.
 * Its policy allows the one script and the one style that are in it and nothing more.
 */
public final class ReportFile {
    private static final String ASSETS = "(?s)<!-- assets -->.*<!-- /assets -->";

    private ReportFile() {}

    /** UTF-8 text of the file. Addresses of pictures in the snapshot are {@code data:} addresses. */
    public static String html(Snapshot snapshot) {
        String style = "\n" + PageFiles.STYLES.stream().map(PageFiles::read).collect(Collectors.joining("\n"));
        String script = "\n" + ModuleBundle.of("report.js", PageFiles::read);
        String head =
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src '"
                        + hash(style) + "'; script-src '" + hash(script) + "'; base-uri 'none'; form-action 'none'\">\n"
                        + "<style>" + style + "</style>\n"
                        + "<script type=\"application/json\" id=\"snapshot\">" + inert(Json.text(snapshot))
                        + "</script>\n"
                        + "<script type=\"module\">" + script + "</script>";
        return PageFiles.index().replaceFirst(ASSETS, java.util.regex.Matcher.quoteReplacement(head));
    }

    /** JSON that cannot end the element it stands in, whatever names it holds. */
    private static String inert(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    /** A source expression of Content Security Policy Level 3 for an inline element. */
    private static String hash(String content) {
        return "sha256-"
                + Base64.getEncoder().encodeToString(Digests.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
