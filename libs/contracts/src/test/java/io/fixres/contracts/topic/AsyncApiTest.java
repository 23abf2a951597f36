package io.fixres.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fixres.contracts.event.EventType;
import io.fixres.contracts.format.BatchHeaders;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/asyncapi.yaml} to the code. */
class AsyncApiTest {
    private static final Path FILE = Path.of("../../docs/asyncapi.yaml");
    private static final int ANY_RESOLUTION = 224;

    private static JsonNode api;

    @BeforeAll
    static void read() throws IOException {
        api = new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());
    }

    private static List<JsonNode> channels() {
        List<JsonNode> channels = new ArrayList<>();
        api.path("channels").forEach(channels::add);
        return channels;
    }

    private static String address(JsonNode channel) {
        return channel.path("address").asText().replace("{resolution}", String.valueOf(ANY_RESOLUTION));
    }

    private static JsonNode resolve(JsonNode reference) {
        return api.at(reference.path("$ref").asText().substring(1));
    }

    private static Map<String, TopicSpec> topics() {
        return Stream.concat(Topics.control().stream(), Stream.of(Topics.batchesSpec(ANY_RESOLUTION)))
                .collect(Collectors.toMap(TopicSpec::name, topic -> topic));
    }

    @Test
    void theChannelsAreTheTopics() {
        assertThat(channels().stream().map(AsyncApiTest::address))
                .containsExactlyInAnyOrderElementsOf(topics().keySet());
    }

    @Test
    void partitionsAndLimitsAreThoseThatTopicsAreCreatedWith() {
        for (JsonNode channel : channels()) {
            TopicSpec topic = topics().get(address(channel));
            JsonNode binding = channel.at("/bindings/kafka");
            assertThat(binding.path("partitions").asInt()).as(topic.name()).isEqualTo(topic.partitions());
            binding.path("topicConfiguration").properties().forEach(limit -> {
                JsonNode value = limit.getValue();
                String text = value.isArray() ? value.get(0).asText() : value.asText();
                assertThat(text)
                        .as(topic.name() + " " + limit.getKey())
                        .isEqualTo(topic.configuration().get(limit.getKey()));
            });
        }
    }

    @Test
    void eachTopicCarriesTheTypesOfTheCode() {
        // Given
        Map<String, Set<String>> expected = new TreeMap<>();
        for (EventType type : EventType.values()) {
            expected.computeIfAbsent(type.topic(), t -> new TreeSet<>()).add(type.type());
        }
        expected.put(Topics.batches(ANY_RESOLUTION), Set.of(EventType.BATCH_RECORD));

        // When
        Map<String, Set<String>> documented = new TreeMap<>();
        channels().stream()
                .filter(channel -> !address(channel).endsWith(Topics.DEAD_LETTER_SUFFIX))
                .forEach(channel -> channel.path("messages").forEach(message -> documented
                        .computeIfAbsent(address(channel), t -> new TreeSet<>())
                        .add(resolve(message).path("name").asText())));

        // Then
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void eachEventRefersToTheSchemaOfItsType() {
        for (EventType type : EventType.values()) {
            JsonNode message = api.at("/components/messages").findParents("name").stream()
                    .filter(m -> m.path("name").asText().equals(type.type()))
                    .findFirst()
                    .orElseThrow();
            String reference = message.at("/payload/schema/$ref").asText();
            assertThat(reference).endsWith("/" + type.type().substring("io.fixres.".length()) + ".json");
            assertThat(Files.exists(FILE.resolveSibling(reference)))
                    .as(reference)
                    .isTrue();
        }
    }

    @Test
    void batchRecordsHaveTheHeadersOfTheCode() {
        // Given
        Set<String> headers = Arrays.stream(BatchHeaders.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(AsyncApiTest::value)
                .filter(value -> !value.equals(BatchHeaders.SAFETENSORS))
                .collect(Collectors.toSet());

        // When
        JsonNode documented = api.at("/components/messages/batchRecord/headers/properties");

        // Then
        assertThat(documented.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(headers);
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyReferenceOfAnOperationLeadsSomewhere() {
        api.path("operations").forEach(operation -> {
            assertThat(resolve(operation.path("channel")).isMissingNode())
                    .as(operation.toString())
                    .isFalse();
            operation.path("messages").forEach(message -> assertThat(
                            resolve(resolve(message)).isMissingNode())
                    .as(message.toString())
                    .isFalse());
        });
    }
}
