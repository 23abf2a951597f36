package io.fixres.cli.stack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Processes of a stack whose command was killed; they end by themselves, and the next start waits for them. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Leftovers() {}

    static void await(Optional<Endpoints> last, Consumer<String> say) {
        List<ProcessHandle> left = last.stream()
                .flatMap(endpoints -> endpoints.processes().stream())
                .flatMap(process -> process.handle().stream())
                .toList();
        if (left.isEmpty()) {
            return;
        }
        say.accept(left.size() + " processes of a stack that was killed are still ending; waiting for them");
        CompletableFuture<?>[] ends = left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            left.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailedException("interrupted while waiting for the processes of a killed stack");
        }
    }
}
