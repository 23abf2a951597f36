package io.fixres.cli.follow;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.event.DatasetReady;
import io.fixres.contracts.event.DatasetRejected;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.event.ExperimentFailed;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.event.PhaseCompleted;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.contracts.event.TrainingEvent;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one followed experiment: events make its progress, the object store decides. */
final class ExperimentTracker {
    private final ObjectStore store;
    private final String experiment;
    private final Progress progress;
    private Optional<String> source = Optional.empty();
    private Optional<String> resumeEvent = Optional.empty();
    private Optional<ExperimentCompleted> completed = Optional.empty();
    private Optional<ExperimentFailed> failed = Optional.empty();
    private Optional<Recipe> recipe = Optional.empty();
    private final IngestPace ingestPace = new IngestPace();
    private int attempt;
    private int scored;
    private double scoringSeconds;

    ExperimentTracker(ObjectStore store, String experiment, Progress progress) {
        this.store = store;
        this.experiment = experiment;
        this.progress = progress;
    }

    /** Shows what happens to a data source as well. */
    void watchSource(String hash) {
        source = Optional.of(hash);
    }

    /** Takes an end for old until the resume request with this event id was obeyed. */
    void awaitResume(String eventId) {
        resumeEvent = Optional.of(eventId);
    }

    /** Looks at what is stored; an outcome once nothing more will happen unless somebody asks. */
    Optional<Outcome> look() {
        Optional<ExperimentState> found = ExperimentFollower.state(store, experiment);
        if (found.isEmpty()) {
            progress.waiting("waiting for " + experiment + " to be accepted");
            return failed.map(event -> new Outcome.Failed(event.message()));
        }
        ExperimentState state = found.get();
        if (resumeEvent.isPresent() && !state.resumeEvents().contains(resumeEvent.get())) {
            progress.waiting("waiting for " + experiment + " to be accepted again");
            return Optional.empty();
        }
        return switch (state.status()) {
            case QUEUED -> {
                queued(state);
                yield Optional.empty();
            }
            case RUNNING -> {
                stored(state);
                yield Optional.empty();
            }
            case COMPLETED -> evaluations(state);
            case CANCELLED -> Optional.of(new Outcome.Cancelled());
            case FAILED -> Optional.of(new Outcome.Failed(state.message().orElse("the state gives no reason")));
        };
    }

    /** Ingest comes before the queue: a request waits for its data first. */
    private void queued(ExperimentState state) {
        stored(state);
        boolean ingesting = state.dataset().isEmpty()
                && state.source().map(s -> !store.exists(ObjectKeys.source(s))).orElse(false);
        if (ingesting) {
            state.source()
                    .flatMap(hash -> store.get(ObjectKeys.ingestJob(hash)))
                    .flatMap(job -> ingestPace.at(Json.read(job.content(), IngestJob.class), System.nanoTime()))
                    .ifPresentOrElse(progress::ingesting, () -> progress.waiting("waiting for the data"));
        } else {
            progress.waiting(placeInQueue(state));
        }
    }

    private String placeInQueue(ExperimentState state) {
        int place = state.queueEntry()
                .map(entry -> store.list(ObjectKeys.QUEUE).indexOf(entry))
                .orElse(-1);
        return place <= 0 ? "waiting for a trainer" : "waiting for a trainer, " + place + " before it in the queue";
    }

    private void stored(ExperimentState state) {
        ExpectedEvaluations expected = ExpectedEvaluations.of(Optional.empty(), recipe(state), state);
        progress.stored(new Progress.Snapshot(state, recipe(state), expected.stored(storedScores()), expected.count()));
    }

    private Optional<Outcome> evaluations(ExperimentState state) {
        stored(state);
        ExpectedEvaluations expected = ExpectedEvaluations.of(completed, recipe(state), state);
        int stored = expected.stored(storedScores());
        progress.evaluations(stored, expected.count(), timeToScore(expected.count() - stored));
        return stored == expected.count() ? Optional.of(new Outcome.Completed(state)) : Optional.empty();
    }

    private Set<String> storedScores() {
        return new HashSet<>(store.list(ObjectKeys.evaluations(experiment)));
    }

    /** At the mean speed of the scores that were announced. */
    private Optional<Duration> timeToScore(int evaluations) {
        return scored == 0 || evaluations == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1000 * scoringSeconds / scored * evaluations)));
    }

    private Recipe recipe(ExperimentState state) {
        if (recipe.isEmpty()) {
            byte[] yaml = store.get(ObjectKeys.recipe(state.experiment()))
                    .orElseThrow(() -> new IllegalStateException(
                            "the recipe of " + experiment + " is missing in the store: was the experiment removed?"))
                    .content();
            recipe = Optional.of(RecipeReader.read(new String(yaml, StandardCharsets.UTF_8), Map.of()));
        }
        return recipe.get();
    }

    /** Shows an event, if it is about this experiment or its data. */
    void accept(FixresEvent event) {
        if (event instanceof TrainingEvent training) {
            if (training.experiment().equals(experiment) && training.attempt() >= attempt) {
                attempt = training.attempt();
                accept(training);
            }
        } else if (event instanceof EvaluationCompleted evaluation) {
            if (evaluation.experiment().equals(experiment)) {
                scored++;
                scoringSeconds += evaluation.seconds();
                progress.evaluated(evaluation);
            }
        } else if (event instanceof DatasetReady ready) {
            source.filter(ready.source()::equals).ifPresent(s -> progress.ready(ready));
        } else if (event instanceof DatasetRejected rejected) {
            source.filter(rejected.source()::equals).ifPresent(s -> progress.refused(rejected.reason()));
        }
    }

    private void accept(TrainingEvent event) {
        if (event instanceof ExperimentStarted started) {
            progress.started(started);
        } else if (event instanceof PhaseStarted phase) {
            progress.phase(phase);
        } else if (event instanceof TrainingProgress training) {
            progress.training(training);
        } else if (event instanceof PhaseCompleted phase) {
            progress.phaseCompleted(phase.phase());
        } else if (event instanceof ExperimentCompleted completion) {
            completed = Optional.of(completion);
        } else if (event instanceof ExperimentFailed failure) {
            failed = Optional.of(failure);
        }
    }
}
