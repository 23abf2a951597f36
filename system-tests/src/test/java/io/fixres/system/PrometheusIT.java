package io.fixres.system;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.topic.Topics;
import io.fixres.system.Dashboards.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus looks at the embedded stack while it trains: dashboards and alerts read what is really there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PrometheusIT {
    private static final String EXPERIMENT = "watched";
    private static final int EPOCHS = 12;

    /** What the embedded stack cannot have: metrics by prefix, with the reason. */
    private static final Map<String, String> ABSENT = Map.of("minio_", "the embedded stack's store is not MinIO");

    private Stack stack;
    private Prometheus prometheus;
    private Path data;

    @BeforeAll
    void trainUnderWatch(@TempDir Path directory) throws IOException {
        assumeTrue(Tool.found("prometheus"), Tool.missing("prometheus"));
        data = TinyFlowers.write(directory.resolve("data"), 80, 20);
        stack = Stack.start(directory.resolve("home"));
        prometheus = Prometheus.start(Files.createDirectories(directory.resolve("prometheus")), stack.services());
        stack.experiments().request(EXPERIMENT, TestRecipe.of(EPOCHS), data);
        stack.experiments().awaitEnd(EXPERIMENT);
        await("scores were seen")
                .atMost(4, MINUTES)
                .until(() -> prometheus.now("sum(fixres_eval_evaluations_total{outcome=\"stored\"})") == 3);
        // A rate needs two looks; and meters of the Kafka client that come with the first records are found once a
        // minute.
        await("the newest series were seen more than once")
                .atMost(3, MINUTES)
                .until(() -> prometheus.numbers("fixres_eval_accuracy{resolution=\"48\"}") > 2
                        && prometheus.numbers("kafka_consumer_fetch_manager_records_lag") > 2);
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void everyServiceIsLookedAt() {
        assertThat(prometheus.jobsUp())
                .contains("ingest-service", "augment-service", "trainer-service", "eval-service", "page-service");
        assertThat(stack.services().keySet()).isSubsetOf(prometheus.jobsUp());
    }

    @Test
    @Order(2)
    void everyQueryOfEveryPanelAndOfTheDocumentationHasNumbers() {
        assertThat(Dashboards.queries()).hasSizeGreaterThan(60);
        assertThat(withoutNumbers(Dashboards.queries())).isEmpty();
    }

    @Test
    @Order(3)
    void everySeriesThatAnAlertReadsIsThereAndNoneFiresInAHealthyRun() {
        // Given
        List<Query> read = new ArrayList<>();
        Dashboards.alerts().forEach(alert -> Dashboards.selectors(alert.expression())
                .forEach(selector -> read.add(new Query(alert.place(), selector))));

        // When / Then
        assertThat(read).hasSizeGreaterThan(10);
        assertThat(withoutNumbers(read)).isEmpty();
        assertThat(prometheus.brokenRules()).isEmpty();
        assertThat(prometheus.firing()).isEmpty();
    }

    @Test
    @Order(4)
    void aQueryWithoutNumbersIsFoundAndOneThatCannotBeReadAsWell() {
        assertThat(withoutNumbers(List.of(new Query("test", "rate(fixres_tea_total[$__rate_interval])"))))
                .containsExactly("test: no numbers from rate(fixres_tea_total[15s])");
        assertThat(withoutNumbers(List.of(new Query("test", "fixres_trainer_running / 0 * 0"))))
                .hasSize(1);
        assertThatThrownBy(() -> withoutNumbers(List.of(new Query("test", "rate(fixres_trainer_running"))))
                .hasMessageContaining("parse error");
    }

    @Test
    @Order(5)
    void aPoisonedRecordAndAFailedExperimentRaiseTheirAlerts() {
        // When
        stack.send(Topics.EXPERIMENTS, "poison", "this is not an event".getBytes(StandardCharsets.UTF_8));
        ObjectNode recipe = Json.mapper().valueToTree(TestRecipe.of(1));
        ((ObjectNode) recipe.at("/phases/0")).put("epohcs", 3);
        stack.experiments().request("fails", "fails-event", recipe, data);

        // Then
        await("both alerts").atMost(2, MINUTES).untilAsserted(() -> assertThat(prometheus.firing())
                .containsExactlyInAnyOrder("DeadLetters", "ExperimentFailed"));
    }

    private List<String> withoutNumbers(List<Query> queries) {
        List<String> without = new ArrayList<>();
        for (Query query : queries) {
            String expression =
                    query.expression().replace("$__rate_interval", "15s").replaceAll("\\$[a-z]+", ".*");
            boolean empty = prometheus.numbers(expression) == 0;
            if (empty && !absent(expression)) {
                without.add(query.place() + ": no numbers from " + expression);
            }
        }
        return without;
    }

    private static boolean absent(String expression) {
        TreeSet<String> metrics = new TreeSet<>(Dashboards.metrics(expression));
        return !metrics.isEmpty()
                && metrics.stream().allMatch(metric -> ABSENT.keySet().stream().anyMatch(metric::startsWith));
    }
}
