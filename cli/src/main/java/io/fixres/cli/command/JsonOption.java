package io.fixres.cli.command;

import io.fixres.contracts.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** {@code --json}: what a command found, for programs. */
final class JsonOption {
    @Option(
            names = "--json",
            description =
                    "print the result as JSON on standard output, all else on standard error (shapes: docs/command.md)")
    boolean on;

    /** Prints an object on one line, or lines for people. */
    void print(PrintWriter out, Object result, Supplier<List<String>> lines) {
        if (on) {
            out.println(Json.text(result));
        } else {
            lines.get().forEach(out::println);
        }
        out.flush();
    }
}
