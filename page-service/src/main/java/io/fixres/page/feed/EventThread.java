package io.fixres.page.feed;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.configuration.KafkaClientProperties;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.page.configuration.PageConfiguration;
import io.fixres.page.configuration.PageMeters;
import io.fixres.report.history.EventFeed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Reads control topics from their beginning, so that a page that is opened late shows what came before. */
@ApplicationScoped
public class EventThread {
    private static final Logger LOGGER = Logger.getLogger(EventThread.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<String> TOPICS = List.of(Topics.EXPERIMENTS, Topics.TRAINING, Topics.EVALUATIONS);

    private final Map<String, Object> kafka;
    private final EventDesk desk;
    private final PageMeters meters;
    private final Duration retryPause;
    private Thread thread;
    private volatile boolean stopping;

    EventThread(KafkaClientProperties kafka, EventDesk desk, PageMeters meters, PageConfiguration configuration) {
        this.kafka = kafka.values();
        this.desk = desk;
        this.meters = meters;
        this.retryPause = configuration.retryPause();
    }

    void start(@Observes StartupEvent started) {
        thread = new Thread(this::run, "events");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        thread.join(5_000);
    }

    /** Whether events are being read. */
    boolean alive() {
        return thread != null && thread.isAlive();
    }

    /** What was read twice after a failure changes nothing: reports are put in place by their step. */
    private void run() {
        while (!stopping) {
            try (EventFeed feed = EventFeed.whole(kafka, TOPICS)) {
                while (!stopping) {
                    List<Envelope<?>> events = feed.poll(POLL);
                    events.forEach(desk::take);
                    meters.events(events.size());
                }
            } catch (KafkaException | BrokerUnavailableException e) {
                LOGGER.warnf("reading events begins anew after: %s", e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(retryPause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
