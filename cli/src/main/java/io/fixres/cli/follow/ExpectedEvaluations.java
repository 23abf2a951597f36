package io.fixres.cli.follow;

import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.storage.ObjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which evaluations a completed experiment has when it is finished. {@link ExperimentCompleted} lists them; where that
 * event was lost they follow from the recipe and the epochs that were trained.
 *
 * @param keys patterns of object keys; only the attempt may be left open
 */
record ExpectedEvaluations(List<Pattern> keys) {
    static ExpectedEvaluations of(Optional<ExperimentCompleted> event, Recipe recipe, ExperimentState state) {
        return event.map(ExpectedEvaluations::of).orElseGet(() -> of(recipe, state));
    }

    private static ExpectedEvaluations of(ExperimentCompleted event) {
        return new ExpectedEvaluations(event.evaluations().stream()
                .map(key -> Pattern.compile(Pattern.quote(key)))
                .toList());
    }

    private static ExpectedEvaluations of(Recipe recipe, ExperimentState state) {
        List<Pattern> keys = new ArrayList<>();
        for (PhaseSpec phase : recipe.phases()) {
            int epochs = state.summary(phase.name()).map(PhaseSummary::epochs).orElse(phase.epochs());
            for (int epoch = 0; epoch < epochs; epoch++) {
                boolean last = epoch == epochs - 1;
                if (last || (epoch + 1) % phase.checkpointEvery() == 0) {
                    for (EvaluationRequest request : recipe.evaluationsOf(phase.name(), last)) {
                        keys.add(anyAttempt(state.experiment(), phase.name(), epoch, request));
                    }
                }
            }
        }
        return new ExpectedEvaluations(keys);
    }

    private static Pattern anyAttempt(String experiment, String phase, int epoch, EvaluationRequest request) {
        String key = ObjectKeys.evaluation(experiment, phase, epoch, Integer.MAX_VALUE, request);
        int attempt = key.indexOf(String.valueOf(Integer.MAX_VALUE));
        return Pattern.compile(Pattern.quote(key.substring(0, attempt)) + "\\d+"
                + Pattern.quote(key.substring(
                        attempt + String.valueOf(Integer.MAX_VALUE).length())));
    }

    int count() {
        return keys.size();
    }

    /** How many of them are among the keys that are stored. */
    int stored(Set<String> stored) {
        return (int) keys.stream()
                .filter(key -> stored.stream().anyMatch(s -> key.matcher(s).matches()))
                .count();
    }
}
