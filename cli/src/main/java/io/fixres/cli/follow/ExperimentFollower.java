package io.fixres.cli.follow;

import io.fixres.cli.cluster.Cluster;
import io.fixres.contracts.Json;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.contracts.topic.Topics;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.report.history.EventFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows experiments to their ends. Events make the progress; the object store decides, and is asked every two seconds,
 * so that a lost event delays a line and nothing else. A broker or a store that does not answer is waited for. Open it
 * before the requests are published, so that no event is missed.
 */
public final class ExperimentFollower implements AutoCloseable {
    private static final List<String> TOPICS = List.of(Topics.DATASETS, Topics.TRAINING, Topics.EVALUATIONS);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STATE_EVERY = Duration.ofSeconds(2);

    /** A store that is silent for so long will not come back while somebody waits. */
    private static final Duration STORE_PATIENCE = Duration.ofMinutes(10);

    private final EventFeed feed;
    private final Display display;
    private final Map<String, ExperimentTracker> trackers = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private Optional<Long> storeSilentSince = Optional.empty();

    private ExperimentFollower(EventFeed feed, ObjectStore store, List<String> experiments, Display display) {
        this.feed = feed;
        this.display = display;
        experiments.forEach(id -> trackers.put(id, new ExperimentTracker(store, id, display.of(id))));
    }

    /**
     * Opens it.
     *
     * @param since first time of interest; absent for what is said from now on
     * @throws io.fixres.kit.messaging.BrokerUnavailableException if the broker does not answer
     */
    public static ExperimentFollower open(
            Cluster cluster, List<String> experiments, Optional<Instant> since, Display display) {
        EventFeed feed = since.map(time -> EventFeed.since(cluster.kafka(), TOPICS, time))
                .orElseGet(() -> EventFeed.fromNow(cluster.kafka(), TOPICS));
        return new ExperimentFollower(feed, cluster.store(), experiments, display);
    }

    /** Shows what happens to a data source as well. */
    public void watchSource(String hash) {
        trackers.values().forEach(tracker -> tracker.watchSource(hash));
    }

    /** Takes an end of an experiment for old until the resume request with this event id was obeyed. */
    public void awaitResume(String experiment, String eventId) {
        trackers.get(experiment).awaitResume(eventId);
    }

    /** Returns, once nothing more will happen unless somebody asks, how each ended. */
    public Map<String, Outcome> follow() {
        long nextLook = System.nanoTime();
        while (outcomes.size() < trackers.size()) {
            List<Envelope<?>> events = feed.poll(POLL);
            events.forEach(event -> trackers.values().forEach(tracker -> tracker.accept(event.data())));
            if (System.nanoTime() - nextLook >= 0) {
                nextLook = System.nanoTime() + STATE_EVERY.toNanos();
                look();
                judgeConnections();
            }
            display.tick();
        }
        return outcomes;
    }

    private void look() {
        try {
            for (String experiment : new ArrayList<>(trackers.keySet())) {
                if (!outcomes.containsKey(experiment)) {
                    trackers.get(experiment).look().ifPresent(outcome -> {
                        outcomes.put(experiment, outcome);
                        display.of(experiment).ended(outcome);
                    });
                }
            }
            storeSilentSince = Optional.empty();
        } catch (StoreUnavailableException e) {
            long since = storeSilentSince.orElseGet(System::nanoTime);
            storeSilentSince = Optional.of(since);
            if (System.nanoTime() - since > STORE_PATIENCE.toNanos()) {
                throw e;
            }
        }
    }

    private void judgeConnections() {
        if (storeSilentSince.isPresent()) {
            display.trouble("the store does not answer; waiting for it");
        } else if (!feed.connected()) {
            display.trouble("the broker does not answer; waiting for it");
        } else {
            display.calm();
        }
    }

    /** The state of an experiment, empty if it was not accepted. */
    public static Optional<ExperimentState> state(ObjectStore store, String experiment) {
        return store.get(ObjectKeys.state(experiment)).map(o -> Json.read(o.content(), ExperimentState.class));
    }

    @Override
    public void close() {
        feed.close();
    }
}
