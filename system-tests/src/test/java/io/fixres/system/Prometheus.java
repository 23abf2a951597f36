package io.fixres.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A real Prometheus with the project's configuration and alert rules. Only addresses differ: those of processes on this
 * machine stand where Compose asks the name server, and everything is looked at every 3 s.
 */
final class Prometheus implements AutoCloseable {
    private static final String TICK = "3s";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Process process;
    private final Path log;
    private final long started = System.currentTimeMillis() / 1000;

    private Prometheus(URI address, Process process, Path log) {
        this.address = address;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param services addresses of the processes of each job
     */
    static Prometheus start(Path directory, Map<String, List<URI>> services) {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            Path configuration = Files.writeString(directory.resolve("prometheus.yml"), configuration(services, port));
            Path log = directory.resolve("prometheus.log");
            free.close();
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + directory.resolve("series"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Prometheus prometheus = new Prometheus(URI.create("http://127.0.0.1:" + port), process, log);
            await("Prometheus is ready").atMost(60, SECONDS).until(prometheus::ready);
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(Map<String, List<URI>> services, int port) {
        ObjectNode configuration = (ObjectNode) Dashboards.yaml("ops/prometheus/prometheus.yml");
        ((ObjectNode) configuration.get("global")).put("scrape_interval", TICK).put("evaluation_interval", TICK);
        configuration
                .putArray("rule_files")
                .add(Dashboards.ROOT.resolve("ops/prometheus/alerts.yml").toString());
        Set<String> jobs = new TreeSet<>();
        for (JsonNode job : configuration.get("scrape_configs")) {
            jobs.add(job.get("job_name").asText());
        }
        Set<String> unknown = new TreeSet<>(services.keySet());
        unknown.removeAll(jobs);
        if (!unknown.isEmpty()) {
            throw new AssertionError("ops/prometheus/prometheus.yml does not look at " + unknown);
        }
        var kept = configuration.get("scrape_configs").deepCopy();
        configuration.putArray("scrape_configs");
        for (JsonNode job : kept) {
            List<URI> addresses = job.get("job_name").asText().equals("prometheus")
                    ? List.of(URI.create("http://127.0.0.1:" + port))
                    : services.getOrDefault(job.get("job_name").asText(), List.of());
            if (!addresses.isEmpty()) {
                ((ObjectNode) job).remove("dns_sd_configs");
                var targets = ((ObjectNode) job)
                        .putArray("static_configs")
                        .addObject()
                        .putArray("targets");
                addresses.forEach(uri -> targets.add(uri.getAuthority()));
                configuration.withArray("scrape_configs").add(job);
            }
        }
        return Dashboards.yaml(configuration);
    }

    private boolean ready() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("prometheus ended: " + Files.readString(log));
        }
        try {
            return send(HttpRequest.newBuilder(address.resolve("/-/ready")).build())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * Numbers (neither NaN nor infinite) that a query has given since the start.
     *
     * @throws AssertionError if Prometheus cannot read the query
     */
    long numbers(String query) {
        JsonNode data = ask(
                "query_range",
                Map.of(
                        "query",
                        query,
                        "start",
                        String.valueOf(started),
                        "end",
                        String.valueOf(System.currentTimeMillis() / 1000),
                        "step",
                        TICK));
        long numbers = 0;
        for (JsonNode series : data.get("result")) {
            for (JsonNode point : series.get("values")) {
                String value = point.get(1).asText();
                numbers += value.equals("NaN") || value.endsWith("Inf") ? 0 : 1;
            }
        }
        return numbers;
    }

    /** The value of a query now, 0 without one. */
    double now(String query) {
        return ask("query", Map.of("query", query)).at("/result/0/value/1").asDouble();
    }

    /** Alerts that Prometheus cannot evaluate, with its reasons. */
    List<String> brokenRules() {
        return ask("rules", Map.of()).findParents("health").stream()
                .filter(rule -> !rule.get("health").asText().equals("ok"))
                .map(rule ->
                        rule.get("name").asText() + " is " + rule.get("health").asText() + ": "
                                + rule.path("lastError").asText())
                .toList();
    }

    /** Names of alerts that fire. */
    Set<String> firing() {
        return ask("alerts", Map.of()).get("alerts").findParents("state").stream()
                .filter(alert -> alert.get("state").asText().equals("firing"))
                .map(alert -> alert.at("/labels/alertname").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Jobs of targets that answer. */
    List<String> jobsUp() {
        return ask("targets", Map.of()).get("activeTargets").findParents("health").stream()
                .filter(target -> target.get("health").asText().equals("up"))
                .map(target -> target.at("/labels/job").asText())
                .sorted()
                .toList();
    }

    private JsonNode ask(String path, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = send(HttpRequest.newBuilder(address.resolve("/api/v1/" + path + "?" + form))
                .build());
        try {
            JsonNode answer = Json.mapper().readTree(response.body());
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError(parameters.getOrDefault("query", path) + ": "
                        + answer.path("error").asText());
            }
            return answer.get("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
