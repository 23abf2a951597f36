package io.fixres.contracts.recipe;

import io.fixres.contracts.evaluation.EvaluationRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is trained and how it is scored; with a dataset and a seed it is an experiment.
 *
 * @param seed of everything random
 * @param phases in order
 */
public record Recipe(
        String name,
        String description,
        long seed,
        DataSpec data,
        NetworkSpec network,
        List<PhaseSpec> phases,
        List<EvaluationSpec> evaluations,
        CheckpointRule checkpoints) {
    public Recipe {
        Objects.requireNonNull(name, "name is missing");
        description = description == null ? "" : description;
        Objects.requireNonNull(data, "data is missing");
        Objects.requireNonNull(network, "network is missing");
        phases = phases == null ? List.of() : List.copyOf(phases);
        evaluations = evaluations == null ? List.of() : List.copyOf(evaluations);
        checkpoints = checkpoints == null ? new CheckpointRule(null) : checkpoints;
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("phases is empty: a recipe needs at least one phase");
        }
        Set<String> seen = new HashSet<>();
        for (PhaseSpec phase : phases) {
            phase.from().filter(from -> !seen.contains(from)).ifPresent(from -> {
                throw new IllegalArgumentException("phases." + phase.name() + ".from: '" + from
                        + "' is not an earlier phase; earlier are " + seen);
            });
            if (!seen.add(phase.name())) {
                throw new IllegalArgumentException("phases: two have the name '" + phase.name() + "'");
            }
        }
        for (EvaluationSpec evaluation : evaluations) {
            for (String phase : evaluation.phases()) {
                if (!seen.contains(phase)) {
                    throw new IllegalArgumentException("evaluations: unknown phase '" + phase + "'"
                            + StrictBinder.nearest(phase, List.copyOf(seen)));
                }
            }
        }
        for (PhaseSpec phase : phases) {
            if (phase.earlyStopping().isPresent()) {
                monitored(evaluations, phase.name());
            }
        }
    }

    /** What is scored on a checkpoint. Any epoch of a phase that may stop early can turn out to be its last. */
    public List<EvaluationRequest> evaluationsOf(String phase, boolean lastEpoch) {
        boolean last = lastEpoch || mayStopEarly(phase);
        return evaluations.stream()
                .filter(e -> e.covers(phase, last))
                .map(EvaluationSpec::request)
                .toList();
    }

    private boolean mayStopEarly(String phase) {
        return phases.stream()
                .anyMatch(p -> p.name().equals(phase) && p.earlyStopping().isPresent());
    }

    /**
     * The evaluation that early stopping looks at: of those of the phase the one at the greatest resolution, and of several
     * there the one listed last.
     */
    public EvaluationRequest monitored(String phase) {
        return monitored(evaluations, phase).request();
    }

    private static EvaluationSpec monitored(List<EvaluationSpec> evaluations, String phase) {
        return evaluations.stream()
                .filter(e -> e.covers(phase, true))
                .reduce((best, next) -> next.resolution() >= best.resolution() ? next : best)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "phases." + phase
                                        + ".early_stopping needs a score to look at: add an entry to evaluations that covers the phase"));
    }

    /**
     * The evaluation that selects the best checkpoint: the one at the greatest resolution, which is what the experiment
     * tunes for, and of several there the one listed last. Only checkpoints that it covers compete. Empty if nothing is
     * evaluated.
     */
    public Optional<EvaluationSpec> selection() {
        return evaluations.stream().reduce((best, next) -> next.resolution() >= best.resolution() ? next : best);
    }

    /** With another seed. */
    public Recipe withSeed(long other) {
        return new Recipe(name, description, other, data, network, phases, evaluations, checkpoints);
    }

    /** Index of the phase that a phase starts from, -1 for a fresh network. */
    public int startOf(int phaseIndex) {
        PhaseSpec phase = phases.get(phaseIndex);
        return phase.from()
                .map(from -> phases.stream().map(PhaseSpec::name).toList().indexOf(from))
                .orElse(phaseIndex - 1);
    }
}
