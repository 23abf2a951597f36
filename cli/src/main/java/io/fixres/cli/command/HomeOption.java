package io.fixres.cli.command;

import io.fixres.cli.stack.StackHome;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the embedded stack keeps its state. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "state of the embedded stack (default: $FIXRES_HOME, else ~/.local/share/fixres)")
    Optional<Path> directory;

    StackHome value() {
        return directory.map(StackHome::new).orElseGet(StackHome::standard);
    }
}
