package io.fixres.page.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.Json;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.page.TestConfiguration;
import io.fixres.page.configuration.PageMeters;
import io.fixres.page.overview.Overview;
import io.fixres.page.pictures.PictureOrders;
import io.fixres.report.history.RunHistories;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventDeskTest {
    private final TestConfiguration configuration = new TestConfiguration(10);
    private final RunHistories histories = new RunHistories(10);
    private final NewsRoom newsRoom = new NewsRoom(new PageMeters(new SimpleMeterRegistry()));
    private final EventDesk desk = new EventDesk(
            histories,
            newsRoom,
            new PictureOrders(configuration, Clock.systemUTC()),
            new Overview(new InMemoryObjectStore(), histories, configuration, Clock.systemUTC()));
    private final List<News> news = new ArrayList<>();

    @BeforeEach
    void listen() {
        newsRoom.listen().subscribe().with(news::add);
    }

    private void take(FixresEvent event) {
        desk.take(new Envelope<>("id-1", "/test", Instant.now(), "", Map.of(), event));
    }

    @Test
    void aReportBecomesAPointOfItsCurveWithTheTimeLeft() {
        // Given
        take(new ExperimentStarted("exp-1", 1, "demo", "ds", "net", 1, 1000, 0, "trainer"));

        // When
        take(new TrainingProgress("exp-1", 1, "initial", 0, 2, 5, 5, 10, .7, .5, .001, 100, .25));

        // Then
        assertThat(news.get(1)).isInstanceOfSatisfying(News.Point.class, point -> {
            assertThat(point.phase()).isEqualTo("initial");
            assertThat(point.point().done()).isEqualTo(.5);
            assertThat(point.secondsLeft()).contains(15.0);
        });
        assertThat(Json.text(news.get(1))).contains("\"seconds_left\":15.0", "\"images_per_second\":100.0");
        assertThat(histories.view("exp-1").last()).isPresent();
    }

    @Test
    void anythingElseThatIsSaidAboutAnExperimentMakesItsPageReadAnew() {
        // When
        take(new ExperimentCancelled("exp-1"));

        // Then
        assertThat(news).containsExactly(new News.Changed("exp-1"));
    }

    @Test
    void aRequestWithoutAnIdIsAboutItsEvent() {
        // When
        take(new ExperimentRequested(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));

        // Then
        assertThat(news).containsExactly(new News.Changed("id-1"));
    }
}
