package io.fixres.trainer.run;

import io.fixres.contracts.Json;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.recipe.EarlyStopping;
import io.fixres.contracts.recipe.EarlyStopping.Monitor;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.trainer.orders.PhasePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What eval-service found for the checkpoints of a phase that may stop early. A score is a pure function of its
 * checkpoint, so whoever goes on with the run decides the same.
 */
final class PhaseScores {
    private static final Logger LOGGER = Logger.getLogger(PhaseScores.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final RunContext context;
    private final PhasePlan plan;
    /** By key of the result; one that was read does not change. */
    private final Map<String, Double> known = new HashMap<>();

    PhaseScores(RunContext context, PhasePlan plan) {
        this.context = context;
        this.plan = plan;
    }

    /**
     * Judges the epochs that were trained, once all are scored.
     *
     * @param stopIfAsked called while waiting; ends the wait by an exception
     * @throws MissingScoreException if a score does not come in time
     */
    EarlyStopping.Verdict verdict(EarlyStopping rule, Runnable stopIfAsked) {
        List<Double> scores = new ArrayList<>();
        for (CheckpointRef checkpoint : checkpoints()) {
            scores.add(await(checkpoint, rule.monitor(), stopIfAsked));
        }
        EarlyStopping.Verdict verdict = rule.judge(scores);
        LOGGER.infof(
                "%s, %s: %s after epoch %d is %s; best was epoch %d%s",
                context.experiment(),
                plan.phase().name(),
                rule.monitor(),
                scores.size(),
                scores.get(scores.size() - 1),
                verdict.bestEpoch() + 1,
                verdict.stop() ? "; the phase ends here" : "");
        return verdict;
    }

    private List<CheckpointRef> checkpoints() {
        return context.state().current().checkpoints().stream()
                .filter(checkpoint -> checkpoint.phaseIndex() == plan.phaseIndex())
                .sorted(Comparator.comparingInt(CheckpointRef::epoch))
                .toList();
    }

    private double await(CheckpointRef checkpoint, Monitor monitor, Runnable stopIfAsked) {
        EvaluationRequest request = context.recipe().monitored(plan.phase().name());
        String key = ObjectKeys.evaluation(
                context.experiment(), checkpoint.phase(), checkpoint.epoch(), checkpoint.attempt(), request);
        Double before = known.get(key);
        if (before != null) {
            return before;
        }
        EvaluationResult result = await(key, stopIfAsked);
        double score = monitor == Monitor.LOSS ? result.loss() : result.top1();
        known.put(key, score);
        return score;
    }

    private EvaluationResult await(String key, Runnable stopIfAsked) {
        long deadline = System.nanoTime() + context.settings().scoreTimeout().toNanos();
        Optional<EvaluationResult> result = read(key);
        while (result.isEmpty()) {
            stopIfAsked.run();
            if (System.nanoTime() - deadline >= 0) {
                throw new MissingScoreException(key, context.settings().scoreTimeout());
            }
            pause();
            result = read(key);
        }
        return result.get();
    }

    private Optional<EvaluationResult> read(String key) {
        return context.persistence()
                .get(() -> context.files().read(key))
                .map(content -> Json.read(content, EvaluationResult.class));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a score", e);
        }
    }
}
