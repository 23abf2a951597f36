package io.fixres.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps one process running: one that ends unasked is started again, after a pause that doubles while it keeps ending. */
final class SupervisedProcess {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A process that ran this long has recovered: its next end is a new fault. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");

    private final ProcessSpec spec;
    private final Consumer<String> say;
    private final Runnable changed;
    private final Thread supervisor;
    private volatile Process process;
    private volatile int ends;
    private boolean stopping;

    private SupervisedProcess(ProcessSpec spec, Consumer<String> say, Runnable changed) {
        this.spec = spec;
        this.say = say;
        this.changed = changed;
        this.process = launch();
        this.supervisor = new Thread(this::supervise, "supervise-" + spec.name());
        this.supervisor.setDaemon(true);
    }

    /**
     * Starts it.
     *
     * @param say told when it ends unasked
     * @param changed called when its process id has changed
     */
    static SupervisedProcess start(ProcessSpec spec, Consumer<String> say, Runnable changed) {
        SupervisedProcess supervised = new SupervisedProcess(spec, say, changed);
        supervised.supervisor.start();
        return supervised;
    }

    ProcessSpec spec() {
        return spec;
    }

    /** How often it has ended unasked. */
    int ends() {
        return ends;
    }

    Endpoints.Process describe() {
        ProcessHandle handle = process.toHandle();
        return new Endpoints.Process(spec.name(), handle.pid(), Endpoints.startOf(handle), spec.url(), spec.log());
    }

    /** Asks it to end (SIGTERM) and not to come back. */
    synchronized void stop() {
        stopping = true;
        supervisor.interrupt();
        process.destroy();
    }

    /** Waits for the end that {@link #stop} asked for; kills it when its time is up. */
    void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                say.accept(spec.name() + " did not stop within " + patience.toSeconds() + " s and is killed");
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                long began = System.nanoTime();
                int code = process.waitFor();
                boolean recovered = System.nanoTime() - began > HEALTHY.toNanos();
                pause = recovered ? FIRST_PAUSE : pause;
                if (isStopping()) {
                    return;
                }
                ends++;
                say.accept(spec.name() + " ended with code " + code + "; it starts again in " + pause.toSeconds()
                        + " s (log: " + spec.log() + ")");
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                if (!relaunch()) {
                    return;
                }
                changed.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stop() was called
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized boolean relaunch() {
        if (!stopping) {
            process = launch();
        }
        return !stopping;
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(shielded(spec.command()));
        builder.environment().putAll(spec.environment());
        builder.environment().put("FIXRES_INSTANCE", spec.name() + "-" + suffix());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
        try {
            Files.createDirectories(spec.log().getParent());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start " + spec.name() + ": " + spec.command().get(0), e);
        }
    }

    /** A restarted process is another instance: its leases and log lines are its own. */
    private static String suffix() {
        return String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
    }

    /**
     * Ctrl-C goes to every process of the terminal at once, but broker and store must outlive the services. A JVM leaves a
     * signal alone that was ignored when it started.
     */
    private static List<String> shielded(List<String> command) {
        if (WINDOWS) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static java.io.File nothing() {
        return new java.io.File(WINDOWS ? "NUL" : "/dev/null");
    }

    /** The last lines of its log, for messages about a start that failed. */
    Optional<String> lastLines(int count) {
        try {
            List<String> lines = Files.readAllLines(spec.log());
            return Optional.of(String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
