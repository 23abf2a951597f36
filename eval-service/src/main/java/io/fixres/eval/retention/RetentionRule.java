package io.fixres.eval.retention;

import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.recipe.CheckpointRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of an experiment's checkpoints its recipe keeps. */
final class RetentionRule {
    private RetentionRule() {}

    /**
     * Those that stay, in their order.
     *
     * @param checkpoints oldest first
     * @param results by phase: the epoch that it gives, where that is not its last
     * @param best key prefix of the best one, absent if nothing was selected
     */
    static List<CheckpointRef> kept(
            CheckpointRule rule, List<CheckpointRef> checkpoints, Map<String, Integer> results, Optional<String> best) {
        if (checkpoints.isEmpty()) {
            return List.of();
        }
        Set<String> kept = new LinkedHashSet<>();
        for (CheckpointRule.Keep keep : rule.keep()) {
            switch (keep) {
                case ALL -> checkpoints.forEach(checkpoint -> kept.add(checkpoint.key()));
                case BEST -> best.ifPresent(kept::add);
                case LAST -> kept.add(checkpoints.get(checkpoints.size() - 1).key());
                case LAST_OF_PHASE -> kept.addAll(resultsOfPhases(checkpoints, results));
            }
        }
        return checkpoints.stream()
                .filter(checkpoint -> kept.contains(checkpoint.key()))
                .toList();
    }

    private static List<String> resultsOfPhases(List<CheckpointRef> checkpoints, Map<String, Integer> results) {
        Map<Integer, String> given = new LinkedHashMap<>();
        for (CheckpointRef checkpoint : checkpoints) {
            Integer epoch = results.get(checkpoint.phase());
            if (epoch == null || epoch == checkpoint.epoch()) {
                given.put(checkpoint.phaseIndex(), checkpoint.key());
            }
        }
        return List.copyOf(given.values());
    }
}
