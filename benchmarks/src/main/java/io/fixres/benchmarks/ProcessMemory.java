package io.fixres.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Memory of a service, looked at every second while it works. Needs Linux' {@code /proc}. */
final class ProcessMemory implements AutoCloseable {
    private static final int KIBI = 1024;

    private final String name;
    private final long pid;
    private final URI metrics;
    private final Thread thread;
    private final long start;
    private long mostResident;
    private long mostOwn;
    private long mostHeap;
    private long firstOwn;
    private volatile boolean closed;

    ProcessMemory(String name, long pid, URI url) {
        this.name = name;
        this.pid = pid;
        this.metrics = url.resolve("/q/metrics");
        this.start = System.nanoTime();
        this.thread = new Thread(this::watch, "memory-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            look();
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void look() {
        try {
            long own = status("RssAnon:");
            firstOwn = firstOwn == 0 ? own : firstOwn;
            mostOwn = Math.max(mostOwn, own);
            mostResident = Math.max(mostResident, status("VmRSS:"));
            mostHeap = Math.max(mostHeap, heap());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + name, e);
        }
    }

    /** Bytes of a line of {@code /proc/<pid>/status}. */
    private long status(String line) throws IOException {
        for (String text : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
            if (text.startsWith(line)) {
                return Long.parseLong(text.replaceAll("[^0-9]", "")) * KIBI;
            }
        }
        throw new IOException("no " + line + " of process " + pid);
    }

    private long heap() throws IOException {
        try (var in = metrics.toURL().openStream()) {
            return (long) new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Seconds since the first look. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    static String header() {
        return "| step | images | seconds | images/s | process | heap, most MiB | own memory, first MiB | own, most MiB |"
                + " resident, most MiB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |";
    }

    synchronized String row(String step, int images) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.0f | %,.0f | %s | %d | %d | %d | %d |",
                step,
                images,
                seconds(),
                images / seconds(),
                name,
                mostHeap >> 20,
                firstOwn >> 20,
                mostOwn >> 20,
                mostResident >> 20);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
