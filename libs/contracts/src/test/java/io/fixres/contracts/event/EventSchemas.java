package io.fixres.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fixres.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schemas of the events. */
final class EventSchemas {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private EventSchemas() {}

    /** What a schema finds wrong with an event; empty if nothing. */
    static List<String> faults(EventType type, byte[] event) {
        JsonSchema schema = FACTORY.getSchema(SchemaLocation.of(location(type)));
        return schema
                .validate(tree(event), context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The schema's own text. */
    static JsonNode schema(String name) {
        try (var in = EventSchemas.class.getResourceAsStream("/io/fixres/schemas/" + name + ".json")) {
            return tree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String location(EventType type) {
        return "classpath:/io/fixres/schemas/" + GoldenSamples.schemaName(type) + ".json";
    }
}
