package io.fixres.cli.command;

import io.fixres.cli.UsageException;
import io.fixres.cli.cluster.Cluster;
import io.fixres.cli.stack.Endpoints;
import io.fixres.cli.stack.StackHome;
import io.fixres.kit.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster a command talks to: the one given, else the embedded stack that runs in the home. */
final class ClusterOptions {
    private static final String ACCESS_KEY = "FIXRES_STORE_ACCESS_KEY";
    private static final String SECRET_KEY = "FIXRES_STORE_SECRET_KEY";

    @Mixin
    HomeOption home;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka bootstrap servers of a cluster (default: the embedded stack that runs in the home)")
    Optional<String> bootstrap;

    @Option(names = "--s3", paramLabel = "URL", description = "address of its S3 store, such as http://localhost:9000")
    Optional<URI> store;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Kafka client properties for TLS and SASL, as kafka-console-producer takes them")
    Optional<Path> kafkaConfig;

    @Option(names = "--bucket", description = "bucket of the store (default: ${DEFAULT-VALUE})")
    String bucket = "fixres";

    @Option(names = "--region", description = "region that requests are signed for (default: ${DEFAULT-VALUE})")
    String region = "us-east-1";

    @Option(names = "--access-key", description = "access key of the store (default: $" + ACCESS_KEY + ")")
    Optional<String> accessKey;

    @Option(
            names = "--secret-key",
            description = "its secret (default: $" + SECRET_KEY + ", which other users of this machine cannot read)")
    Optional<String> secretKey;

    /** Whether a cluster was named, so that none on this machine is looked for. */
    boolean remote() {
        if (bootstrap.isPresent() != store.isPresent()) {
            throw new UsageException(
                    bootstrap.isPresent()
                            ? "--bootstrap is given without --s3: a cluster is a broker and a store, give both"
                            : "--s3 is given without --bootstrap: a cluster is a broker and a store, give both");
        }
        if (bootstrap.isEmpty() && kafkaConfig.isPresent()) {
            throw new UsageException("--kafka-config is given without --bootstrap and --s3: the embedded stack needs no"
                    + " client properties");
        }
        return bootstrap.isPresent();
    }

    /** The cluster that was named, or the embedded stack that runs. */
    Cluster connect() {
        return find().orElseThrow(() -> new UsageException("no stack runs in "
                + home.value().directory()
                + ": start one with ./fixres up, name its home with --home, or a cluster with"
                + " --bootstrap and --s3"));
    }

    /** {@link #connect}, empty if no cluster was named and no stack runs. */
    Optional<Cluster> find() {
        if (remote()) {
            return Optional.of(Cluster.of(bootstrap.orElseThrow(), kafkaConfig, storeSettings()));
        }
        return awaitReady(home.value()).map(Cluster::of);
    }

    private StoreSettings storeSettings() {
        URI endpoint = store.orElseThrow();
        if (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).startsWith("http")) {
            throw new UsageException(
                    "--s3 is '" + endpoint + "' but must be an http or https address such as http://localhost:9000");
        }
        return new StoreSettings(
                endpoint,
                bucket,
                key(accessKey, "--access-key", ACCESS_KEY),
                key(secretKey, "--secret-key", SECRET_KEY),
                region);
    }

    private static String key(Optional<String> option, String name, String variable) {
        return option.or(() -> Optional.ofNullable(System.getenv(variable)))
                .orElseThrow(() -> new UsageException(
                        "the store needs a key: set " + variable + " in the environment, or give " + name));
    }

    /** A stack that is just starting is waited for. */
    private static Optional<Endpoints> awaitReady(StackHome home) {
        while (home.held()) {
            Optional<Endpoints> ready = home.running().filter(Endpoints::ready);
            if (ready.isPresent()) {
                return ready;
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
