package io.fixres.contracts.transform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.StrictBinder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text form of {@link TransformStep}: the record's name in snake_case, alone or as the one key of its parameters. */
final class TransformStepCodec {
    private static final Map<String, Class<?>> STEPS = Arrays.stream(TransformStep.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(c -> StrictBinder.snakeCase(c.getSimpleName()), Function.identity()));

    private TransformStepCodec() {}

    static TransformStep read(JsonNode node, String path) {
        if (node.isTextual()) {
            return bind(node.asText(), Json.mapper().createObjectNode(), path);
        }
        if (node.isObject() && node.size() == 1) {
            Map.Entry<String, JsonNode> only = node.properties().iterator().next();
            return bind(only.getKey(), only.getValue(), path);
        }
        throw new IllegalArgumentException(
                path + ": a transform step is a name, or one name with its parameters, but this is " + node);
    }

    private static TransformStep bind(String name, JsonNode parameters, String path) {
        Class<?> type = STEPS.get(name);
        if (type == null) {
            throw new IllegalArgumentException(path + ": unknown transform step '" + name + "'"
                    + StrictBinder.nearest(name, List.copyOf(STEPS.keySet())));
        }
        return (TransformStep) StrictBinder.bind(parameters, type, path + "." + name);
    }

    /** Writes the text form. */
    static final class Serializer extends JsonSerializer<TransformStep> {
        @Override
        public void serialize(TransformStep step, JsonGenerator out, SerializerProvider provider) throws IOException {
            String name = StrictBinder.snakeCase(step.getClass().getSimpleName());
            RecordComponent[] components = step.getClass().getRecordComponents();
            if (components.length == 0) {
                out.writeString(name);
                return;
            }
            out.writeStartObject();
            out.writeObjectFieldStart(name);
            for (RecordComponent component : components) {
                out.writeFieldName(StrictBinder.snakeCase(component.getName()));
                provider.defaultSerializeValue(value(component, step), out);
            }
            out.writeEndObject();
            out.writeEndObject();
        }

        private static Object value(RecordComponent component, TransformStep step) throws IOException {
            try {
                Object value = component.getAccessor().invoke(step);
                return value instanceof Enum<?> e ? e.name().toLowerCase(java.util.Locale.ROOT) : value;
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IOException("cannot read " + component, e);
            }
        }
    }

    /** Reads the text form. */
    static final class Deserializer extends JsonDeserializer<TransformStep> {
        @Override
        public TransformStep deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return read(in.readValueAsTree(), "transform");
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(in, e.getMessage(), e);
            }
        }
    }
}
