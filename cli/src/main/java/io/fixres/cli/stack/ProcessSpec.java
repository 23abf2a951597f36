package io.fixres.cli.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One process of the stack.
 *
 * @param name such as {@code trainer-1}; names its log
 * @param command program and arguments
 * @param environment added to this process's own
 * @param log file that takes its output
 * @param url HTTP address of a service
 */
record ProcessSpec(String name, List<String> command, Map<String, String> environment, Path log, Optional<URI> url) {
    ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
