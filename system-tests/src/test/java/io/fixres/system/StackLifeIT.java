package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home has one stack, and no process outlives the command that started it, however that one ends. */
class StackLifeIT {
    @Test
    void aSecondStartSaysSoAndTheFirstOnesChildrenEndWithIt(@TempDir Path directory)
            throws IOException, InterruptedException {
        // Given
        Path home = directory.resolve("home");
        Stack stack = Stack.start(home);
        List<ProcessHandle> children = stack.processes("").toList();

        // When
        int second = Stack.up(home).waitFor();
        stack.killOwner();

        // Then
        assertThat(second).isNotZero();
        assertThat(Files.readString(Stack.log(home))).contains("runs in " + home + " already");
        assertThat(children).hasSize(7);
        await("all children have ended").atMost(2, MINUTES).until(() -> children.stream()
                .noneMatch(ProcessHandle::isAlive));
    }
}
