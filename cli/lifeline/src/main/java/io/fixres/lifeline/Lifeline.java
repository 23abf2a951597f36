package io.fixres.lifeline;

import java.time.Duration;
import java.util.Optional;

/**
 * Java agent that ends its process in good order once the process that started it is gone, however that one ended. It
 * works for programs that know nothing of it: {@code -javaagent:fixres-lifeline.jar=<seconds>}, where seconds is how long
 * the process stays up after its parent, so that a store outlives those who still save to it.
 */
public final class Lifeline {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How long shutdown hooks may take before the process is halted. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Optional<ProcessHandle> parent;
    private final Duration delay;

    private Lifeline(Optional<ProcessHandle> parent, Duration delay) {
        this.parent = parent;
        this.delay = delay;
    }

    /**
     * Called by the JVM before {@code main}.
     *
     * @param arguments whole seconds to wait after the parent's end
     */
    public static void premain(String arguments) {
        Lifeline lifeline =
                new Lifeline(ProcessHandle.current().parent(), Duration.ofSeconds(Long.parseLong(arguments)));
        Thread thread = new Thread(lifeline::watch, "lifeline");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (parentLives()) {
            pause(PAUSE);
        }
        pause(delay);
        Thread last = new Thread(Lifeline::halt, "lifeline-halt");
        last.setDaemon(true);
        last.start();
        System.exit(0);
    }

    /** A parent that has ended but was not reaped still has a handle, but its children have another parent by then. */
    private boolean parentLives() {
        return parent.isPresent()
                && parent.get().isAlive()
                && ProcessHandle.current().parent().equals(parent);
    }

    private static void halt() {
        pause(PATIENCE);
        Runtime.getRuntime().halt(1);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
