package io.fixres.contracts.recipe;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.TrainingView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is trained and how it is scored; with a dataset and a seed it is an experiment.
 *
 * @param seed of everything random
 * @param phases in order
 * @param baselines which evaluations {@link #resolved} adds; default standard
 */
public record Recipe(
        String name,
        String description,
        long seed,
        DataSpec data,
        NetworkSpec network,
        List<PhaseSpec> phases,
        List<EvaluationSpec> evaluations,
        Baselines baselines,
        CheckpointRule checkpoints) {
    public Recipe {
        Objects.requireNonNull(name, "name is missing");
        description = description == null ? "" : description;
        Objects.requireNonNull(data, "data is missing");
        Objects.requireNonNull(network, "network is missing");
        phases = phases == null ? List.of() : List.copyOf(phases);
        evaluations = evaluations == null ? List.of() : List.copyOf(evaluations);
        baselines = baselines == null ? Baselines.STANDARD : baselines;
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
        PhaseSpec trained = wholeNetwork(phase);
        return evaluations.stream()
                .filter(e -> e.covers(phase, last))
                .map(e -> e.request(trained))
                .distinct()
                .toList();
    }

    /** How the phase that last trained the whole network, before or in a phase, saw its images. */
    public TrainingView trainingView(String phase) {
        return wholeNetwork(phase).view();
    }

    /** The phase that last trained the whole network before or in a phase; the first phase if none does. */
    private PhaseSpec wholeNetwork(String phase) {
        int index = phases.stream().map(PhaseSpec::name).toList().indexOf(phase);
        while (phases.get(index).trainable() != TrainableSet.ALL && startOf(index) >= 0) {
            index = startOf(index);
        }
        return phases.get(index);
    }

    /**
     * With every evaluation written out, as it is stored with an experiment: baselines are added unless the recipe wants
     * none or has no evaluations that they would stand beside. A recipe that is resolved stays as it is.
     */
    public Recipe resolved() {
        if (baselines == Baselines.NONE || evaluations.isEmpty()) {
            return this;
        }
        List<EvaluationSpec> all = new ArrayList<>(evaluations);
        all.addAll(StandardBaselines.of(phases, evaluations));
        return new Recipe(name, description, seed, data, network, phases, all, baselines, checkpoints);
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
        return monitored(evaluations, phase).request(wholeNetwork(phase));
    }

    private static EvaluationSpec monitored(List<EvaluationSpec> evaluations, String phase) {
        return selecting(evaluations.stream().filter(e -> e.covers(phase, true)))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "phases." + phase
                                        + ".early_stopping needs a score to look at: add an entry to evaluations that covers the phase"));
    }

    /**
     * The evaluation that selects the best checkpoint: the one at the greatest resolution, which is what the experiment
     * tunes for, and of several there the one listed last. Baselines and adapted networks do not select. Only checkpoints
     * that it covers compete. Empty if nothing is evaluated.
     */
    public Optional<EvaluationSpec> selection() {
        return selecting(evaluations.stream());
    }

    /** Of those that may select the one at the greatest resolution, and of several there the last. */
    private static Optional<EvaluationSpec> selecting(Stream<EvaluationSpec> evaluations) {
        return evaluations
                .filter(EvaluationSpec::selects)
                .reduce((best, next) -> next.resolution() >= best.resolution() ? next : best);
    }

    /** With another seed. */
    public Recipe withSeed(long other) {
        return new Recipe(name, description, other, data, network, phases, evaluations, baselines, checkpoints);
    }

    /** Index of the phase that a phase starts from, -1 for a fresh network. */
    public int startOf(int phaseIndex) {
        PhaseSpec phase = phases.get(phaseIndex);
        return phase.from()
                .map(from -> phases.stream().map(PhaseSpec::name).toList().indexOf(from))
                .orElse(phaseIndex - 1);
    }
}
