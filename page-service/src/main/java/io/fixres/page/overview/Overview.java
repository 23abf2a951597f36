package io.fixres.page.overview;

import io.fixres.contracts.Json;
import io.fixres.contracts.event.TrainingProgress;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.page.configuration.PageConfiguration;
import io.fixres.report.history.CurvePoint;
import io.fixres.report.history.RunHistories;
import io.fixres.report.history.RunHistory;
import io.fixres.report.history.TimeLeft;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All experiments in short. States are read again only for those that were heard of or have not ended, since listing is
 * asked for by every open page. Safe for use by several threads.
 */
@Singleton
public final class Overview {
    /** An event may be lost: what it would have said is seen this much later. */
    private static final Duration LISTED = Duration.ofSeconds(10);

    private final ObjectStore store;
    private final RunHistories histories;
    private final int most;
    private final Clock clock;
    private final Map<String, ExperimentState> ended = new HashMap<>();
    private List<String> ids = List.of();
    private Instant listed = Instant.MIN;

    public Overview(ObjectStore store, RunHistories histories, PageConfiguration configuration, Clock clock) {
        this.store = store;
        this.histories = histories;
        this.most = configuration.experiments();
        this.clock = clock;
    }

    /** Something was said about an experiment. */
    public synchronized void stale(String experiment) {
        ended.remove(experiment);
        if (!ids.contains(experiment)) {
            listed = Instant.MIN;
        }
    }

    /** The newest experiments. */
    public synchronized ExperimentList list() {
        Instant now = clock.instant();
        if (listed.isBefore(now.minus(LISTED))) {
            ids = store.list(ObjectKeys.EXPERIMENTS).stream()
                    .flatMap(key -> ObjectKeys.experimentOfState(key).stream())
                    .toList();
            listed = now;
        }
        List<ExperimentState> states = ids.stream()
                .flatMap(id -> state(id).stream())
                .sorted(Comparator.comparing(ExperimentState::requested).reversed())
                .toList();
        List<String> queue = states.stream().anyMatch(s -> s.status() == ExperimentStatus.QUEUED)
                ? store.list(ObjectKeys.QUEUE)
                : List.of();
        return new ExperimentList(
                states.stream().limit(most).map(state -> row(state, queue)).toList(),
                Math.max(0, states.size() - most));
    }

    private Optional<ExperimentState> state(String id) {
        if (ended.containsKey(id)) {
            return Optional.of(ended.get(id));
        }
        Optional<ExperimentState> state =
                store.get(ObjectKeys.state(id)).map(o -> Json.read(o.content(), ExperimentState.class));
        state.filter(s -> s.status().ended()).ifPresent(s -> ended.put(id, s));
        return state;
    }

    private ExperimentRow row(ExperimentState state, List<String> queue) {
        RunHistory.View run = histories.view(state.experiment());
        Optional<TrainingProgress> last = run.last();
        return new ExperimentRow(
                state.experiment(),
                state.status(),
                state.recipeName(),
                state.requested(),
                state.queueEntry().map(queue::indexOf).filter(i -> i >= 0).map(i -> i + 1),
                last.map(TrainingProgress::phase),
                last.map(report -> CurvePoint.of(report).done()),
                last.map(TrainingProgress::epochs),
                state.status() == ExperimentStatus.RUNNING ? TimeLeft.ofPhase(run) : Optional.empty(),
                run.top1());
    }
}
