package io.fixres.cli.stack;

import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.messaging.KafkaTopics;
import io.fixres.kit.store.MinioObjectStore;
import io.fixres.kit.store.StoreSettings;
import io.fixres.kit.store.StoreUnavailableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Waits until processes answer. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** A process that has ended this often while the stack starts will not come up. */
    private static final int MOST_ENDS = 3;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    /** Waits for the port first: a client that meets a closed one pauses longer than the broker needs. */
    void broker(SupervisedProcess process, String bootstrap) {
        URI address = URI.create("kafka://" + bootstrap);
        await(process, () -> listens(address));
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", "5000", "request.timeout.ms", "4000");
        await(process, () -> {
            try {
                KafkaTopics.ensure(properties, List.of());
                return true;
            } catch (BrokerUnavailableException e) {
                return false;
            }
        });
    }

    void store(SupervisedProcess process, StoreSettings settings) {
        await(process, () -> listens(settings.endpoint()));
        try (MinioObjectStore store = new MinioObjectStore(settings)) {
            await(process, () -> {
                try {
                    store.ensureBucket();
                    return true;
                } catch (StoreUnavailableException e) {
                    return false;
                }
            });
        }
    }

    /** Waits for {@code /q/health} to say UP. */
    void service(SupervisedProcess process) {
        URI health = process.spec().url().orElseThrow().resolve("/q/health");
        HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWER).build();
        await(process, () -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    private static boolean listens(URI address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) ANSWER.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(SupervisedProcess process, BooleanSupplier answers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers.getAsBoolean()) {
            boolean late = System.nanoTime() > end;
            if (late || process.ends() >= MOST_ENDS || Thread.currentThread().isInterrupted()) {
                throw new StackFailedException(process.spec().name()
                        + (late ? " is not healthy after " + PATIENCE.toMinutes() + " minutes" : " does not start")
                        + "; the end of " + process.spec().log() + ":\n"
                        + process.lastLines(20).orElse("(no log)"));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
