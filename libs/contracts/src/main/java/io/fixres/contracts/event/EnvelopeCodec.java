package io.fixres.contracts.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes and reads CloudEvents 1.0 in structured JSON mode. It needs no headers, so that a person can type an event into
 * a console producer.
 */
public final class EnvelopeCodec {
    private static final List<String> ATTRIBUTES =
            List.of("specversion", "id", "type", "source", "time", "subject", "datacontenttype", "data");

    private EnvelopeCodec() {}

    /** UTF-8 JSON of an envelope. */
    public static byte[] write(Envelope<?> envelope) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", envelope.id());
        json.put("type", envelope.type().type());
        json.put("source", envelope.source());
        json.put("time", envelope.time().toString());
        json.put("subject", envelope.subject());
        json.put("datacontenttype", "application/json");
        envelope.extensions().forEach(json::put);
        json.set("data", Json.mapper().valueToTree(envelope.data()));
        return Json.bytes(json);
    }

    /**
     * Reads an envelope of any type.
     *
     * @throws MalformedDocumentException naming the attribute that is missing, unknown or of the wrong version
     */
    public static Envelope<?> read(byte[] value) {
        JsonNode json = parse(value);
        require(json.isObject(), "an event is a JSON object with the attributes of CloudEvents 1.0");
        require(
                "1.0".equals(json.path("specversion").asText()),
                "specversion is '" + json.path("specversion").asText() + "' but must be '1.0'");
        String name = text(json, "type");
        EventType type = EventType.of(name)
                .orElseThrow(() -> new MalformedDocumentException(
                        "type is '" + name + "' but must be one of "
                                + Arrays.stream(EventType.values())
                                        .map(EventType::type)
                                        .collect(Collectors.joining(", ")),
                        null));
        JsonNode data = json.get("data");
        require(data != null && data.isObject(), "data is missing: it must be a JSON object");
        Map<String, String> extensions = new LinkedHashMap<>();
        json.properties().stream()
                .filter(field ->
                        !ATTRIBUTES.contains(field.getKey()) && field.getValue().isValueNode())
                .forEach(
                        field -> extensions.put(field.getKey(), field.getValue().asText()));
        return new Envelope<>(
                text(json, "id"),
                json.path("source").asText("/unknown"),
                time(json),
                json.path("subject").asText(""),
                extensions,
                data(type, data));
    }

    private static FixresEvent data(EventType type, JsonNode data) {
        try {
            return Json.mapper().treeToValue(data, type.data());
        } catch (JsonProcessingException e) {
            throw new MalformedDocumentException(
                    "data is not a valid " + type.data().getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode parse(byte[] value) {
        require(value != null && value.length > 0, "the record has no value");
        try {
            return Json.mapper().readTree(value);
        } catch (IOException e) {
            throw new MalformedDocumentException("the value is not JSON", e);
        }
    }

    private static Instant time(JsonNode json) {
        String time = json.path("time").asText("");
        if (time.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return java.time.OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw new MalformedDocumentException(
                    "time is '" + time + "' but must be as in 2026-01-31T12:00:00Z (RFC 3339)", e);
        }
    }

    private static String text(JsonNode json, String attribute) {
        String text = json.path(attribute).asText("");
        require(!text.isEmpty(), attribute + " is missing: it must be a non-empty string");
        return text;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new MalformedDocumentException(message, null);
        }
    }
}
