package io.fixres.contracts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.event.GoldenSamples.Sample;
import io.fixres.contracts.transform.TransformStep;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {
    @ParameterizedTest
    @EnumSource
    void everyTypeHasAGoldenSample(EventType type) {
        assertThat(GoldenSamples.of(type)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.fixres.contracts.event.GoldenSamples#all")
    void aGoldenSampleIsReadAndKeepsItsSchema(Sample sample) {
        // When
        Envelope<?> envelope = EnvelopeCodec.read(sample.content());

        // Then
        assertThat(envelope.type()).isEqualTo(sample.type());
        assertThat(EventSchemas.faults(sample.type(), sample.content())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.fixres.contracts.event.GoldenSamples#all")
    void whatIsWrittenKeepsItsSchemaAndEveryFieldOfTheSample(Sample sample) {
        // When
        byte[] written = EnvelopeCodec.write(EnvelopeCodec.read(sample.content()));

        // Then
        assertThat(EventSchemas.faults(sample.type(), written)).isEmpty();
        assertContains(EventSchemas.tree(written), EventSchemas.tree(sample.content()), "");
    }

    private static void assertContains(JsonNode actual, JsonNode expected, String path) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field ->
                            assertContains(actual.path(field.getKey()), field.getValue(), path + "/" + field.getKey()));
        } else if (expected.isNumber()) {
            assertThat(actual.asDouble()).as(path).isEqualTo(expected.asDouble());
        } else if (!expected.isContainerNode()) {
            assertThat(actual).as(path).isEqualTo(expected);
        } else {
            assertThat(actual.size()).as(path).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertContains(actual.path(i), expected.get(i), path + "/" + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaNamesTheFieldsOfItsRecord(EventType type) {
        // When
        JsonNode data = EventSchemas.schema(GoldenSamples.schemaName(type)).at("/properties/data");

        // Then
        assertThat(names(data)).isEqualTo(components(type.data()));
    }

    @Test
    void sharedSchemasNameTheFieldsOfTheirRecords() {
        assertThat(names(EventSchemas.schema("phase-summary"))).isEqualTo(components(PhaseSummary.class));
        assertThat(names(EventSchemas.schema("evaluation-request"))).isEqualTo(components(EvaluationRequest.class));
    }

    @Test
    void theSchemaOfTransformStepsNamesEveryStepAndParameter() {
        // Given
        JsonNode steps = EventSchemas.schema("transform-step").at("/oneOf/1/properties");
        SnakeCaseStrategy snakeCase = new SnakeCaseStrategy();

        // When
        Map<String, TreeSet<String>> written = steps.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, step -> names(step.getValue())));

        // Then
        assertThat(written)
                .isEqualTo(Arrays.stream(TransformStep.class.getPermittedSubclasses())
                        .collect(Collectors.toMap(
                                step -> snakeCase.translate(step.getSimpleName()), EventSchemasTest::components)));
    }

    private static TreeSet<String> names(JsonNode object) {
        return object.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> components(Class<?> type) {
        SnakeCaseStrategy snakeCase = new SnakeCaseStrategy();
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(snakeCase::translate)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatIsRequiredIsMissed(EventType type) {
        // Given
        JsonNode data = EventSchemas.schema(GoldenSamples.schemaName(type)).at("/properties/data");
        Optional<String> required = data.path("required").isEmpty()
                ? Optional.empty()
                : Optional.of(data.at("/required/0").asText());
        byte[] empty = "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"%s\",\"data\":{}}"
                .formatted(type.type())
                .getBytes(UTF_8);

        // When
        List<String> faults = EventSchemas.faults(type, empty);

        // Then
        required.ifPresentOrElse(
                field -> assertThat(faults).anyMatch(fault -> fault.contains(field)),
                () -> assertThat(faults).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "attempt": 1        | "attempt": 0
            "top1": 0.95        | "top1": 95
            "split": "test"     | "split": "train"
            "specversion": "1.0"| "specversion": "0.3"
            "time": "2026       | "time": "yesterday 2026
            .v1"                | .v2"
            """)
    void aValueThatBreaksARuleIsFound(String good, String bad) {
        // Given
        String sample = new String(
                GoldenSamples.of(EventType.EVALUATION_COMPLETED).get(0).content(), UTF_8);

        // When
        List<String> faults = EventSchemas.faults(
                EventType.EVALUATION_COMPLETED, sample.replace(good, bad).getBytes(UTF_8));

        // Then
        assertThat(sample).contains(good);
        assertThat(faults).isNotEmpty();
    }
}
