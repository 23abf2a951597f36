package io.fixres.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fixres.kit.store.InMemoryObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Sources sources = new Sources(bucket -> bucket.equals("fixres") ? store : new InMemoryObjectStore());
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aFileIsReadByPathAndByAddress() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("with space.tgz"), "content");

        // When / Then
        assertThat(content(file.toString())).isEqualTo("content");
        assertThat(content(file.toUri().toString())).isEqualTo("content");
    }

    @Test
    void aDirectoryIsADirectory() {
        assertThat(sources.open(directory.toUri().toString()))
                .isInstanceOfSatisfying(OpenedSource.Directory.class, opened -> assertThat(opened.path())
                        .isEqualTo(directory));
    }

    @Test
    void theShareThatWasReadIsKnownWhereTheSizeIs() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("x.tgz"), "12345678");
        store.create("uploads/abc/x.tgz", "content".getBytes(UTF_8));

        // When
        try (OpenedSource.Archive archive = (OpenedSource.Archive) sources.open(file.toString());
                OpenedSource folder = sources.open(directory.toString());
                OpenedSource upload = sources.open("s3://fixres/uploads/abc/x.tgz")) {
            archive.bytes().readNBytes(2);
            ((OpenedSource.Directory) folder)
                    .counted(Files.newInputStream(file))
                    .readNBytes(4);

            // Then
            assertThat(archive.share(0)).contains(0.25);
            assertThat(folder.share(1)).contains(0.5);
            assertThat(upload.share(0)).isEmpty();
        }
    }

    @Test
    void anUploadIsReadFromTheStore() {
        // Given
        store.create("uploads/abc/x.tgz", "content".getBytes(UTF_8));

        // When / Then
        assertThat(content("s3://fixres/uploads/abc/x.tgz")).isEqualTo("content");
    }

    @Test
    void anAddressOnTheWebIsReadThroughRedirects() {
        // Given
        answer("/real", 200, "content");
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/real");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        // When / Then
        assertThat(content(address("/moved"))).isEqualTo("content");
    }

    @Test
    void anAnswerThatMayChangeIsWorthAnotherTry() {
        // Given
        answer("/busy", 503, "later");

        // When / Then
        assertThatThrownBy(() -> sources.open(address("/busy")))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("answered 503");
    }

    @Test
    void aBodyThatBreaksOffIsWorthAnotherTry() {
        // Given
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        });

        // When / Then
        assertThatThrownBy(() -> content(address("/cut")))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("broke off");
    }

    @Test
    void aMissingPageIsRefused() {
        // Given
        answer("/missing", 404, "no");

        // When / Then
        assertThatThrownBy(() -> sources.open(address("/missing")))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining("answered 404")
                .hasMessageContaining("data.revision");
    }

    @ParameterizedTest
    @CsvSource({
        "flowers.tgz, must be an absolute path or begin with file:",
        "ftp://host/x.tgz, must be an absolute path or begin with file:",
        "file:relative.tgz, a file address is absolute",
        "/nowhere/at/all.tgz, does not exist on the machine of ingest-service",
        "s3://fixres/none.tgz, does not exist: upload it",
        "s3://fixres, must be as in s3://bucket/key.tgz",
        "s3:fixres/x.tgz, must be as in s3://bucket/key.tgz",
        "http://exa mple/x.tgz, is not a valid address",
    })
    void whatIsWrongWithAnAddressIsNamed(String uri, String message) {
        assertThatThrownBy(() -> sources.open(uri))
                .isInstanceOf(RejectedSourceException.class)
                .hasMessageContaining(uri)
                .hasMessageContaining(message);
    }

    private String content(String uri) {
        try (OpenedSource source = sources.open(uri)) {
            return new String(((OpenedSource.Archive) source).bytes().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
    }
}
