package io.fixres.cli.command;

import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.stack.EmbeddedStack;
import io.fixres.cli.stack.Endpoints;
import io.fixres.cli.stack.Installation;
import io.fixres.cli.stack.StackOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;

/**
 * A cluster for the time of one command: one that runs, or an embedded stack that ends with the command.
 *
 * @param own the stack that was started for the command
 */
record Session(Cluster cluster, Optional<EmbeddedStack> own) implements AutoCloseable {
    /** Uses what was named or runs in the home, else starts a stack there. */
    static Session open(ClusterOptions options, StackOptions stackOptions, PrintWriter err) {
        Optional<Cluster> running = options.find();
        if (running.isPresent()) {
            return new Session(running.get(), Optional.empty());
        }
        err.println(
                "starting broker, store and services in " + options.home.value().directory());
        EmbeddedStack stack =
                EmbeddedStack.start(Installation.current(), options.home.value(), stackOptions, err::println);
        return new Session(Cluster.of(stack.endpoints()), Optional.of(stack));
    }

    /** Address of the page of a stack on this machine. */
    Optional<URI> page(ClusterOptions options) {
        return own.map(EmbeddedStack::endpoints)
                .or(() -> options.remote()
                        ? Optional.empty()
                        : options.home.value().running())
                .flatMap(Endpoints::page);
    }

    @Override
    public void close() {
        cluster.close();
        own.ifPresent(EmbeddedStack::close);
    }
}
