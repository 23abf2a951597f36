package io.fixres.trainer;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentCancelled;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.messaging.RecordingEventPublisher;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.tracing.RecordedSpans;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.intake.CancelIntake;
import io.fixres.trainer.intake.RequestIntake;
import io.fixres.trainer.intake.ResumeIntake;
import io.fixres.trainer.lease.LeaseObserver;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.queue.ExperimentQueue;
import io.fixres.trainer.state.ExperimentStates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A store, a broker and clocks that stand still until a test moves them, and the parts of trainers over them. */
public final class TrainerFixture {
    /** Id of the stored dataset. */
    public static final String DATASET = "ds-1";

    /** Training samples of the stored dataset. */
    public static final int SAMPLES = 10;

    /** Term of leases. */
    public static final Duration TERM = Duration.ofSeconds(15);

    public final InMemoryObjectStore store = new InMemoryObjectStore();
    public final RecordingEventPublisher publisher = new RecordingEventPublisher();
    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TrainerMeters meters = new TrainerMeters(registry);
    public final RecordedSpans spans = new RecordedSpans();
    public final AtomicLong nanos = new AtomicLong();
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    /** With a small dataset in the store. */
    public TrainerFixture() {
        store.create(
                ObjectKeys.datasetManifest(DATASET),
                Json.bytes(new DatasetManifest(
                        DATASET,
                        List.of("a", "b", "c"),
                        List.of(
                                new DatasetManifest.SplitSize(Split.TRAIN, SAMPLES),
                                new DatasetManifest.SplitSize(Split.TEST, 5)),
                        "folders",
                        "file:/pictures",
                        List.of(),
                        "",
                        Map.of(),
                        0,
                        List.of())));
    }

    /** States over the store. */
    public ExperimentStates states() {
        return new ExperimentStates(store);
    }

    /** The state of an experiment. */
    public ExperimentState state(String experiment) {
        return states().read(experiment).orElseThrow().state();
    }

    /** Intake of new experiments. */
    public RequestIntake requests() {
        return new RequestIntake(store, states(), pending(), meters, spans.traces(), clock);
    }

    /** Intake of resumes. */
    public ResumeIntake resumes() {
        return new ResumeIntake(store, states(), clock);
    }

    /** Intake of cancellations. */
    public CancelIntake cancellations() {
        return new CancelIntake(store, states(), pending());
    }

    /** The queue as a trainer sees it. */
    public ExperimentQueue queue(String trainer) {
        return queue(trainer, store, publisher);
    }

    /** The queue of a trainer through its own view of store and broker. */
    public ExperimentQueue queue(String trainer, ObjectStore own, EventPublisher ownPublisher) {
        ExperimentStates states = new ExperimentStates(own);
        return new ExperimentQueue(
                own,
                states,
                new PendingEvents(states, ownPublisher),
                new LeaseObserver(nanos::get),
                meters,
                trainer,
                TERM);
    }

    private PendingEvents pending() {
        return new PendingEvents(states(), publisher);
    }

    /** Moves the observers' clock past the term of a lease. */
    public void passTerm() {
        nanos.addAndGet(TERM.toNanos());
    }

    /** A request of the small recipe on the stored dataset. */
    public static Envelope<ExperimentRequested> request(String experiment) {
        return request(experiment, Optional.empty(), Optional.of(DATASET), "event-" + experiment);
    }

    /** A request of a recipe on the stored dataset. */
    public static Envelope<ExperimentRequested> request(String experiment, Recipe recipe) {
        return request(experiment, recipe, Optional.empty(), Optional.of(DATASET), "event-" + experiment);
    }

    /** A request on a data source that is to be ingested. */
    public static Envelope<ExperimentRequested> requestOf(String experiment, DataSource source) {
        return request(experiment, Optional.of(source), Optional.empty(), "event-" + experiment);
    }

    /** A request. */
    public static Envelope<ExperimentRequested> request(
            String experiment, Optional<DataSource> data, Optional<String> dataset, String event) {
        return request(experiment, TestRecipes.twoPhases(), data, dataset, event);
    }

    private static Envelope<ExperimentRequested> request(
            String experiment, Recipe recipe, Optional<DataSource> data, Optional<String> dataset, String event) {
        return envelope(
                event,
                new ExperimentRequested(
                        Optional.ofNullable(experiment),
                        Optional.of(RecipeReader.value(RecipeReader.write(recipe))),
                        Map.of(),
                        data,
                        dataset,
                        Optional.empty(),
                        false));
    }

    /** A request to go on. */
    public static Envelope<ExperimentRequested> resume(String experiment, String event) {
        return envelope(event, ExperimentRequested.resumption(experiment));
    }

    /** A request to stop. */
    public static Envelope<ExperimentCancelled> cancel(String experiment, String event) {
        return envelope(event, new ExperimentCancelled(experiment));
    }

    private static <T extends io.fixres.contracts.event.FixresEvent> Envelope<T> envelope(String id, T data) {
        return new Envelope<>(id, "/test", Instant.EPOCH, "", Map.of(), data);
    }
}
