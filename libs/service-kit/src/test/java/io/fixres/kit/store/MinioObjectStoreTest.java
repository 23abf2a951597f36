package io.fixres.kit.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioObjectStoreTest {
    /** A port that was free a moment ago, so that nobody listens there. */
    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Test
    void everyCallToAStoreThatIsDownSaysThatItIs(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        try (MinioObjectStore store =
                new MinioObjectStore(new StoreSettings(nobody(), "fixres", "access", "secret-key", "us-east-1"))) {
            Map<String, ThrowingCallable> calls = Map.of(
                    "get", () -> store.get("key"),
                    "exists", () -> store.exists("key"),
                    "create", () -> store.create("key", new byte[1]),
                    "create from a file", () -> store.create("key", file),
                    "replace", () -> store.replace("key", new byte[1], "etag"),
                    "open", () -> store.open("key", 0, -1),
                    "size", () -> store.size("key"),
                    "list", () -> store.list("prefix"),
                    "delete", () -> store.delete("key"),
                    "ensureBucket", store::ensureBucket);

            calls.forEach((name, call) -> assertThatThrownBy(call)
                    .as(name)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("at StoreSettings"));
        }
    }
}
