package io.fixres.cli.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands, memory and configuration of every process of a stack.
 *
 * @param servicePorts port of each service in the order of {@link #services}
 * @param pagePort port of the page
 */
record StackPlan(
        Installation installation,
        StackHome home,
        StackOptions options,
        int kafkaPort,
        int controllerPort,
        int storePort,
        List<Integer> servicePorts,
        int pagePort,
        String accessKey,
        String secretKey) {
    static final String BUCKET = "fixres";

    /** Broker and store stay up this long after a crash of the command, so that services save what they have. */
    private static final int SURROUNDINGS_LINGER_SECONDS = 20;

    /** Ports that services need. */
    static int servicePortCount(StackOptions options) {
        return options.services() ? 2 + options.augmenters() + options.trainers() : 0;
    }

    String bootstrap() {
        return "127.0.0.1:" + kafkaPort;
    }

    URI store() {
        return URI.create("http://127.0.0.1:" + storePort);
    }

    /** Broker and store. */
    List<ProcessSpec> surroundings() {
        return List.of(
                surrounding(
                        "broker",
                        "512m",
                        Map.of(),
                        "io.fixres.broker.EmbeddedBroker",
                        home.broker().toString(),
                        String.valueOf(kafkaPort),
                        String.valueOf(controllerPort)),
                surrounding(
                        "store",
                        "256m",
                        Map.of("FIXRES_STORE_ACCESS_KEY", accessKey, "FIXRES_STORE_SECRET_KEY", secretKey),
                        "io.fixres.store.EmbeddedStore",
                        home.store().toString(),
                        String.valueOf(storePort)));
    }

    /** The page; it only shows, so that nothing waits for it. */
    List<ProcessSpec> page() {
        return options.services() ? List.of(service(Endpoints.PAGE, "page-service", "96m", pagePort)) : List.of();
    }

    /** The services that do the work, in the copies asked for. */
    List<ProcessSpec> services() {
        if (!options.services()) {
            return List.of();
        }
        List<ProcessSpec> services = new ArrayList<>();
        services.add(service("ingest", "ingest-service", "512m", servicePorts.get(0)));
        services.add(service("eval", "eval-service", "1g", servicePorts.get(1)));
        for (int i = 1; i <= options.augmenters(); i++) {
            services.add(service("augment-" + i, "augment-service", "512m", servicePorts.get(1 + i)));
        }
        for (int i = 1; i <= options.trainers(); i++) {
            services.add(
                    service("trainer-" + i, "trainer-service", "1g", servicePorts.get(1 + options.augmenters() + i)));
        }
        return services;
    }

    private ProcessSpec surrounding(
            String name, String heap, Map<String, String> environment, String main, String... arguments) {
        List<String> command = new ArrayList<>(java(heap, SURROUNDINGS_LINGER_SECONDS));
        command.addAll(List.of("-cp", installation.classPath(name), main));
        command.addAll(List.of(arguments));
        return new ProcessSpec(name, command, environment, home.log(name), Optional.empty());
    }

    private ProcessSpec service(String name, String module, String heap, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap());
        environment.put("FIXRES_STORE_ENDPOINT", store().toString());
        environment.put("FIXRES_STORE_BUCKET", BUCKET);
        environment.put("FIXRES_STORE_ACCESS_KEY", accessKey);
        environment.put("FIXRES_STORE_SECRET_KEY", secretKey);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("NO_COLOR", "1");
        List<String> command = new ArrayList<>(java(heap, 0));
        switch (module) {
            case "ingest-service" ->
                environment.put("FIXRES_INGEST_WORK_DIRECTORY", home.work(name).toString());
            case "eval-service" -> {
                environment.put("FIXRES_EVAL_WORK_DIRECTORY", home.work(name).toString());
                torch(command, environment);
            }
            case "page-service" ->
                // A small process beside big ones: it starts sooner and smaller without the optimizing compiler.
                command.add("-XX:TieredStopAtLevel=1");
            case "trainer-service" -> {
                environment.put("FIXRES_TRAINER_WORK_DIRECTORY", home.work(name).toString());
                torch(command, environment);
            }
            default -> {}
        }
        command.addAll(List.of("-jar", installation.service(module).toString()));
        return new ProcessSpec(
                name, command, environment, home.log(name), Optional.of(URI.create("http://127.0.0.1:" + port)));
    }

    /** What PyTorch needs: no look-ups on the network, no fused graphs, and memory that is given back. */
    private static void torch(List<String> command, Map<String, String> environment) {
        command.add("-Dai.djl.offline=true");
        command.add("-Dai.djl.pytorch.graph_optimizer=false");
        Installation.torchEnvironment(environment);
    }

    private List<String> java(String heap, int lingerSeconds) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(
                java.toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-javaagent:" + installation.lifeline() + "=" + lingerSeconds);
    }
}
