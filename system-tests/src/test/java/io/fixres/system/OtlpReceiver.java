package io.fixres.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Receives spans as a collector does: OTLP 1.x over HTTP, protobuf. It reads the few fields that tests look at, by the
 * numbers that {@code opentelemetry/proto/trace/v1/trace.proto} gives them.
 */
final class OtlpReceiver implements AutoCloseable {
    private static final String SERVICE = "service.name";

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /** One span: its service, name, trace, own id, the id of its parent, and attributes as text. */
    record Span(String service, String name, String trace, String id, String parent, Map<String, String> attributes) {}

    OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All spans so far. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        for (byte[] resourceSpans : messages(request, 1)) {
            String service = first(resourceSpans, 1)
                    .map(OtlpReceiver::attributesOfResource)
                    .map(attributes -> attributes.get(SERVICE))
                    .orElse("unknown");
            for (byte[] scopeSpans : messages(resourceSpans, 2)) {
                for (byte[] span : messages(scopeSpans, 2)) {
                    spans.add(span(service, span));
                }
            }
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(String service, byte[] span) throws IOException {
        return new Span(
                service,
                new String(first(span, 5).orElse(new byte[0]), java.nio.charset.StandardCharsets.UTF_8),
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                attributes(messages(span, 9)));
    }

    private static String hex(byte[] message, int field) throws IOException {
        return HexFormat.of().formatHex(first(message, field).orElse(new byte[0]));
    }

    private static Map<String, String> attributesOfResource(byte[] resource) {
        try {
            return attributes(messages(resource, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> attributes(List<byte[]> pairs) throws IOException {
        Map<String, String> attributes = new HashMap<>();
        for (byte[] pair : pairs) {
            byte[] value = first(pair, 2).orElse(new byte[0]);
            attributes.put(
                    new String(first(pair, 1).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8), text(value));
        }
        return attributes;
    }

    /** AnyValue: a string (1), a truth value (2) or an integer (3). */
    private static String text(byte[] value) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(value);
        int tag = in.readTag();
        return switch (WireFormat.getTagFieldNumber(tag)) {
            case 1 -> in.readString();
            case 2, 3 -> String.valueOf(in.readInt64());
            default -> "";
        };
    }

    private static java.util.Optional<byte[]> first(byte[] message, int field) throws IOException {
        return messages(message, field).stream().findFirst();
    }

    /** The length-delimited values of a field. */
    private static List<byte[]> messages(byte[] message, int field) throws IOException {
        List<byte[]> values = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == field
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                ByteString value = in.readBytes();
                values.add(value.toByteArray());
            } else {
                in.skipField(tag);
            }
        }
        return values;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
