package io.fixres.eval.scoring;

import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.images.HeldOutSplit;
import io.fixres.eval.images.HeldOutSplits;
import io.fixres.eval.metrics.EvalMeters;
import io.fixres.eval.process.UndoableWorkException;
import io.fixres.eval.selection.BestCheckpoint;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoredObject;
import io.fixres.kit.tracing.Traces;
import io.fixres.training.evaluation.Scorer;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Everything that is asked of one checkpoint. Each result is stored create-only, then announced, then compared with the
 * best; a result that is stored already is only announced and compared again.
 */
@Singleton
public final class CheckpointEvaluation {
    private static final Logger LOGGER = Logger.getLogger(CheckpointEvaluation.class);

    private final ObjectStore store;
    private final EventPublisher publisher;
    private final CheckpointFiles files;
    private final ScorerLoader loader;
    private final HeldOutSplits splits;
    private final SplitScoring scoring;
    private final BestCheckpoint best;
    private final EvalMeters meters;
    private final Traces traces;

    public CheckpointEvaluation(
            ObjectStore store,
            EventPublisher publisher,
            CheckpointFiles files,
            ScorerLoader loader,
            HeldOutSplits splits,
            SplitScoring scoring,
            BestCheckpoint best,
            EvalMeters meters,
            Traces traces) {
        this.store = store;
        this.publisher = publisher;
        this.files = files;
        this.loader = loader;
        this.splits = splits;
        this.scoring = scoring;
        this.best = best;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * Scores what is not scored yet and announces all; nothing if the experiment was removed.
     *
     * @throws UndoableWorkException if checkpoint or dataset are missing or damaged
     * @throws io.fixres.eval.process.WorkStoppedException if the process shuts down meanwhile
     */
    public void evaluate(CheckpointSaved saved) {
        if (!store.exists(ObjectKeys.state(saved.experiment()))) {
            LOGGER.infof("experiment %s was removed: %s is not scored", saved.experiment(), saved.checkpoint());
            return;
        }
        List<EvaluationRequest> missing = saved.evaluations().stream()
                .filter(request -> stored(saved, request).isEmpty())
                .toList();
        saved.evaluations().stream()
                .filter(request -> !missing.contains(request))
                .forEach(request -> stored(saved, request).ifPresent(result -> {
                    meters.repeated();
                    announce(saved, request, result);
                }));
        if (!missing.isEmpty()) {
            score(saved, missing);
        }
    }

    private void score(CheckpointSaved saved, List<EvaluationRequest> requests) {
        HeldOutSplit split = splits.read(saved.dataset());
        Path model = files.download(saved);
        try (Scorer network = loader.load(model)) {
            for (EvaluationRequest request : requests) {
                traces.within(
                        "evaluate",
                        Map.of("resolution", request.resolution(), "transform", request.transform()),
                        () -> announce(saved, request, score(network, saved, split, request)));
            }
        } catch (MalformedDocumentException e) {
            throw new UndoableWorkException(saved.checkpoint() + " cannot be loaded: " + e.getMessage(), e);
        } finally {
            files.delete(model);
        }
    }

    /** The stored result: ours, or that of another process that was faster. */
    private EvaluationResult score(
            Scorer network, CheckpointSaved saved, HeldOutSplit split, EvaluationRequest request) {
        EvaluationResult result =
                Evaluations.result(saved, request, split, scoring.score(network, split, request), store);
        if (store.create(Evaluations.key(saved, request), Json.bytes(result))) {
            meters.stored(result);
            LOGGER.infof(
                    "%s phase %s epoch %d at %d px, %s: top-1 %.4f of %d, loss %.4f, %.1f s",
                    result.experiment(),
                    result.phase(),
                    result.epoch(),
                    result.resolution(),
                    result.transform(),
                    result.top1(),
                    result.n(),
                    result.loss(),
                    result.seconds());
            return result;
        }
        return stored(saved, request).orElse(result);
    }

    private Optional<EvaluationResult> stored(CheckpointSaved saved, EvaluationRequest request) {
        return store.get(Evaluations.key(saved, request))
                .map(StoredObject::content)
                .map(content -> Json.read(content, EvaluationResult.class));
    }

    private void announce(CheckpointSaved saved, EvaluationRequest request, EvaluationResult result) {
        publisher.publish(Evaluations.announcement(result, Evaluations.key(saved, request)));
        best.consider(result);
    }
}
