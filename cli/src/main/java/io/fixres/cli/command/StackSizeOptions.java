package io.fixres.cli.command;

import io.fixres.cli.stack.StackOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How many copies of a service an embedded stack has. */
final class StackSizeOptions {
    @Option(
            names = "--augmenters",
            paramLabel = "N",
            description = "copies of augment-service in an embedded stack that is started (default: ${DEFAULT-VALUE})")
    int augmenters = 1;

    @Option(
            names = "--trainers",
            paramLabel = "N",
            description = "copies of trainer-service in an embedded stack that is started (default: ${DEFAULT-VALUE})")
    int trainers = 1;

    StackOptions value() {
        return new StackOptions(
                true, augmenters, trainers, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
