package io.fixres.report.snapshot;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the evaluations of an experiment, each once: they are create-only. Safe for use by several threads. */
final class ScoredEvaluations {
    private static final int MOST_REMEMBERED = 400;
    private static final Comparator<Scored> ORDER = Comparator.comparingInt(Scored::phaseIndex)
            .thenComparingInt(s -> s.summary().epoch())
            .thenComparingInt(s -> s.summary().resolution())
            .thenComparing(s -> s.summary().transform())
            .thenComparing(s -> s.summary().adaptation())
            .thenComparingInt(Scored::attempt);

    private final ObjectStore store;
    private final Map<String, Scored> remembered = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Scored> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    ScoredEvaluations(ObjectStore store) {
        this.store = store;
    }

    /** All that are stored, by phase, epoch, resolution and transform. */
    List<Scored> of(String experiment) {
        return store.list(ObjectKeys.evaluations(experiment)).stream()
                .flatMap(key -> read(key).stream())
                .sorted(ORDER)
                .toList();
    }

    private synchronized Optional<Scored> read(String key) {
        Optional<Scored> known = Optional.ofNullable(remembered.get(key));
        if (known.isPresent()) {
            return known;
        }
        Optional<Scored> scored =
                store.get(key).map(object -> Scored.of(Json.read(object.content(), EvaluationResult.class)));
        scored.ifPresent(value -> remembered.put(key, value));
        return scored;
    }
}
