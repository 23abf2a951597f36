package io.fixres.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackHomeTest {
    @TempDir
    private Path directory;

    @Test
    void aHomeIsHeldByOneAndFreeAgainAfterIt() {
        StackHome home = new StackHome(directory);

        try (StackHome.Lock held = home.lock().orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(home.lock()).isEmpty();
        }

        assertThat(home.lock()).isPresent().get().satisfies(StackHome.Lock::close);
    }

    @Test
    void endpointsOfAStackThatHasEndedAreNoRunningStack() {
        StackHome home = new StackHome(directory);
        endpoints().write(home.endpointsFile());

        try (StackHome.Lock held = home.lock().orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(home.running()).contains(endpoints());
        }

        assertThat(home.running()).isEmpty();
    }

    @Test
    void endpointsHoldASecretAndAreReadByTheirOwnerOnly() throws Exception {
        StackHome home = new StackHome(directory);

        endpoints().write(home.endpointsFile());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.endpointsFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void aStackThatHasNotSaidWhereItListensIsHeldButNotRunning() {
        StackHome home = new StackHome(directory);
        Endpoints earlier = endpoints(Long.MAX_VALUE);
        earlier.write(home.endpointsFile());

        try (StackHome.Lock held = home.lock().orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(home.held()).isTrue();
            assertThat(home.running()).isEmpty();
        }

        assertThat(home.held()).isFalse();
    }

    private static Endpoints endpoints() {
        return endpoints(ProcessHandle.current().pid());
    }

    private static Endpoints endpoints(long pid) {
        return new Endpoints(
                pid, true, "localhost:9092", URI.create("http://localhost:9000"), "fixres", "key", "secret", List.of());
    }
}
