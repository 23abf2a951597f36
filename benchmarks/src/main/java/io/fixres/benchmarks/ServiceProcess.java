package io.fixres.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service of this build in a process of its own, with the options that {@code fixres up} gives it. */
final class ServiceProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private static final int OK = 200;

    private final Process process;
    private final URI url;

    private ServiceProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static ServiceProcess start(Path root, String module, String heap, Map<String, String> environment, Path log) {
        try {
            int port = freePort();
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + heap,
                            "-XX:+UseSerialGC",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-javaagent:" + root.resolve("cli/lifeline/target/fixres-lifeline-0.1.0.jar") + "=0",
                            "-jar",
                            root.resolve(module)
                                    .resolve("target/quarkus-app/quarkus-run.jar")
                                    .toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            Process process = builder.start();
            ServiceProcess service = new ServiceProcess(process, URI.create("http://127.0.0.1:" + port));
            Waiting.until(module + " is ready, see " + log, PATIENCE_SECONDS, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException(module + " has ended: see " + log);
                }
                return service.ready();
            });
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + module, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean ready() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) url.resolve("/q/health/ready").toURL().openConnection();
            return connection.getResponseCode() == OK;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sum of all series of a metric, 0 where there is none. */
    double metric(String name) {
        return metric(name, "");
    }

    /** Sum of the series of a metric that have a label, written as {@code name="value"}. */
    double metric(String name, String label) {
        try (var in = url.resolve("/q/metrics").toURL().openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .filter(line -> line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("the service does not show its metrics", e);
        }
    }

    /** Resident memory in MiB, of Linux' {@code /proc}. */
    static double residentMebibytes(long pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
            return lines.stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the memory of process " + pid + ": this case needs Linux", e);
        }
    }

    /** Kills it as a crash would. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
