package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import io.fixres.cli.stack.EmbeddedStack;
import io.fixres.cli.stack.Endpoints;
import io.fixres.cli.stack.Installation;
import io.fixres.cli.stack.StackHome;
import io.fixres.cli.stack.StackOptions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fixres up}. */
@Command(
        name = "up",
        description = "Start broker, store and services on this machine and keep them running until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    HomeOption home;

    @Option(names = "--augmenters", description = "copies of augment-service (default: ${DEFAULT-VALUE})")
    int augmenters = 1;

    @Option(names = "--trainers", description = "copies of trainer-service (default: ${DEFAULT-VALUE})")
    int trainers = 1;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "port of the broker (default: a free one)")
    Optional<Integer> kafkaPort;

    @Option(names = "--s3-port", paramLabel = "PORT", description = "port of the store (default: a free one)")
    Optional<Integer> storePort;

    @Option(
            names = "--service-port",
            paramLabel = "PORT",
            description = "port of the first service; the others follow (default: free ones)")
    Optional<Integer> servicePort;

    @Option(names = "--page-port", paramLabel = "PORT", description = "port of the page (default: 8480, or a free one)")
    Optional<Integer> pagePort;

    @Option(names = "--no-services", description = "broker and store only, for services that are started by hand")
    boolean noServices;

    @Override
    public Integer call() throws InterruptedException {
        StackHome stackHome = home.value();
        PrintWriter err = spec.commandLine().getErr();
        err.println("starting broker, store and services in " + stackHome.directory());
        StackOptions options =
                new StackOptions(!noServices, augmenters, trainers, kafkaPort, storePort, servicePort, pagePort);
        EmbeddedStack stack = EmbeddedStack.start(Installation.current(), stackHome, options, err::println);
        stack.awaitPage();
        print(stack.endpoints(), stackHome, spec.commandLine().getOut());
        new CountDownLatch(1).await(); // Ctrl-C or SIGTERM runs the stack's shutdown hook
        return ExitCodes.OK;
    }

    private static void print(Endpoints endpoints, StackHome home, PrintWriter out) {
        out.printf("%-12s %s%n", "broker", endpoints.bootstrap());
        out.printf("%-12s %s  (bucket %s)%n", "store", endpoints.store(), endpoints.bucket());
        endpoints.processes().forEach(process -> process.url()
                .ifPresent(url -> out.printf("%-12s %s  (/q/health, /q/metrics)%n", process.name(), url)));
        out.printf("%-12s %s%n", "logs", home.directory().resolve("logs"));
        out.printf("%-12s access_key and secret_key in %s%n", "store keys", home.endpointsFile());
        endpoints.page().ifPresent(page -> out.printf("Look at %s in a browser.%n", page));
        out.println("Ready. Ctrl-C stops everything; what is stored stays.");
        out.flush();
    }
}
