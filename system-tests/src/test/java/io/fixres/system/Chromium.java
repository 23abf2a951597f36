package io.fixres.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.contracts.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One tab of a headless Chromium, driven by the Chrome DevTools Protocol over its WebSocket. */
final class Chromium implements AutoCloseable, WebSocket.Listener {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int ANSWER_SECONDS = 60;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final StringBuilder message = new StringBuilder();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** The program, if one is on the path. */
    static Optional<Path> installed() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it. */
    Chromium(Path program, Path profile) throws IOException, InterruptedException {
        this.process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolveSibling("chromium.log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        await("Chromium listens")
                .atMost(120, SECONDS)
                .until(() -> Files.exists(port) && !Files.readAllLines(port).isEmpty());
        URI tabs = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/new");
        HttpRequest request = HttpRequest.newBuilder(tabs)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode tab = Json.mapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        this.socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(tab.path("webSocketDebuggerUrl").asText()), this)
                .join();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            send(domain + ".enable", Map.of());
        }
    }

    /** Opens an address and waits until it is loaded. */
    void open(String address) {
        send("Page.navigate", Map.of("url", address));
        awaitTrue("document.readyState === 'complete' && location.href.startsWith('" + address + "')");
    }

    /** Sets the width of the window, in CSS pixels, and the colour scheme, {@code light} or {@code dark}. */
    void window(int width, int height, String scheme) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The value of a JavaScript expression. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void awaitTrue(String expression) {
        await(expression)
                .atMost(300, SECONDS)
                .pollInterval(500, java.util.concurrent.TimeUnit.MILLISECONDS)
                .pollInSameThread()
                .until(() -> evaluate("Boolean(" + expression + ")").asBoolean());
    }

    /** Writes a picture of the whole page. */
    void screenshot(Path file) throws IOException {
        JsonNode size = evaluate("({width: innerWidth, height: document.documentElement.scrollHeight})");
        JsonNode clip = ((ObjectNode) size).put("x", 0).put("y", 0).put("scale", 1);
        JsonNode picture = send("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    /** Errors of the console and exceptions so far. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Addresses that were asked for so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(Json.text(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        try {
            JsonNode found = answer.get(ANSWER_SECONDS, SECONDS);
            if (found.has("error")) {
                throw new AssertionError(method + ": " + found.path("error"));
            }
            return found.path("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Chromium does not answer " + method, e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            try {
                take(Json.mapper().readTree(message.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                message.setLength(0);
            }
        }
        webSocket.request(1);
        return null;
    }

    private void take(JsonNode json) {
        if (json.has("id")) {
            answers.remove(json.path("id").asInt()).complete(json);
            return;
        }
        JsonNode event = json.path("params");
        switch (json.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                errors.add(event.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (event.path("type").asText().equals("error")) {
                    errors.add(event.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (event.at("/entry/level").asText().equals("error")) {
                    errors.add(event.path("entry").toString());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(event.at("/request/url").asText());
            default -> {}
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
