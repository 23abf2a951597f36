package io.fixres.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Python program that measures on demand: a line is asked, a line of JSON is the answer. Between its turns it is stopped
 * (SIGSTOP), workers included, since loaders that prefetch would go on during our turn and begin theirs with full buffers.
 */
final class Peer implements AutoCloseable {
    /** Settings of this project's processes that nobody has by default. */
    private static final List<String> TUNING =
            List.of("GOMP_SPINCOUNT", "MALLOC_ARENA_MAX", "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final JsonNode greeting;

    private Peer(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "peer-end"));
        this.greeting = answer();
        signal("STOP");
    }

    /**
     * Starts a script in the environment that a user has.
     *
     * @param python program whose environment has the peer's requirements.txt
     */
    static Peer start(String python, Path script, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(python, script.toString())
                .directory(script.toAbsolutePath().getParent().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        TUNING.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        try {
            return new Peer(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start " + python + " " + script + ": install " + script.resolveSibling("requirements.txt")
                            + " and name its python with --python",
                    e);
        }
    }

    /** What it says about itself. */
    JsonNode greeting() {
        return greeting;
    }

    /** Asks and waits for the answer. */
    JsonNode ask(String question) {
        try {
            signal("CONT");
            questions.write(question);
            questions.newLine();
            questions.flush();
            JsonNode answer = answer();
            signal("STOP");
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the peer does not answer", e);
        }
    }

    private void signal(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes().forEach(handle -> command.add(String.valueOf(handle.pid())));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a peer was sent SIG" + name, e);
        }
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private JsonNode answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the peer has ended; its messages are above");
        }
        return Json.mapper().readTree(line);
    }

    /** Ends it and its workers by SIGKILL, which a stopped process obeys as well. */
    @Override
    public void close() {
        processes().toList().forEach(ProcessHandle::destroyForcibly);
    }
}
