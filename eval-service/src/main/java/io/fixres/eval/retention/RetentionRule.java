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
     * @param best key prefix of the best one, absent if nothing was selected
     */
    static List<CheckpointRef> kept(CheckpointRule rule, List<CheckpointRef> checkpoints, Optional<String> best) {
        if (checkpoints.isEmpty()) {
            return List.of();
        }
        Set<String> kept = new LinkedHashSet<>();
        for (CheckpointRule.Keep keep : rule.keep()) {
            switch (keep) {
                case ALL -> checkpoints.forEach(checkpoint -> kept.add(checkpoint.key()));
                case BEST -> best.ifPresent(kept::add);
                case LAST -> kept.add(checkpoints.get(checkpoints.size() - 1).key());
                case LAST_OF_PHASE -> kept.addAll(lastOfPhases(checkpoints));
            }
        }
        return checkpoints.stream()
                .filter(checkpoint -> kept.contains(checkpoint.key()))
                .toList();
    }

    private static List<String> lastOfPhases(List<CheckpointRef> checkpoints) {
        Map<Integer, String> last = new LinkedHashMap<>();
        checkpoints.forEach(checkpoint -> last.put(checkpoint.phaseIndex(), checkpoint.key()));
        return List.copyOf(last.values());
    }
}
