package io.fixres.eval.scoring;

import io.fixres.contracts.Digests;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Predictions;
import io.fixres.contracts.evaluation.WilsonInterval;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.EventType;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.images.HeldOutSplit;
import io.fixres.kit.messaging.Envelopes;

/** Results and their announcements: pure functions of what was scored. */
final class Evaluations {
    private static final String SOURCE = "/fixres/eval-service";

    private Evaluations() {}

    /** Key of the result of one request on one checkpoint. */
    static String key(CheckpointSaved saved, EvaluationRequest request) {
        return ObjectKeys.evaluation(
                saved.experiment(),
                saved.phase(),
                saved.epoch(),
                saved.attempt(),
                request.resolution(),
                request.transform());
    }

    /** The result of predictions. */
    static EvaluationResult result(
            CheckpointSaved saved,
            EvaluationRequest request,
            HeldOutSplit split,
            Predictions predictions,
            double seconds) {
        long n = predictions.labels().size();
        long correct = 0;
        double loss = 0;
        for (int i = 0; i < n; i++) {
            correct +=
                    predictions.predicted().get(i).equals(predictions.labels().get(i)) ? 1 : 0;
            loss += predictions.loss().get(i);
        }
        WilsonInterval interval = WilsonInterval.of(correct, n);
        return new EvaluationResult(
                saved.experiment(),
                saved.attempt(),
                saved.phase(),
                saved.phaseIndex(),
                saved.epoch(),
                saved.checkpoint(),
                saved.sha256(),
                saved.dataset(),
                request.resolution(),
                request.transform(),
                split.split().id(),
                n,
                correct,
                (double) correct / n,
                interval.low(),
                interval.high(),
                loss / n,
                seconds,
                split.dataset().classes(),
                predictions);
    }

    /** The announcement of a result; its id follows from what was scored, so that twice is one event. */
    static Envelope<EvaluationCompleted> announcement(EvaluationResult result, String key) {
        EvaluationCompleted completed = new EvaluationCompleted(
                result.experiment(),
                result.attempt(),
                result.phase(),
                result.phaseIndex(),
                result.epoch(),
                result.checkpoint(),
                result.resolution(),
                result.transform(),
                result.split(),
                result.n(),
                result.correct(),
                result.top1(),
                result.low(),
                result.high(),
                result.loss(),
                result.seconds(),
                key);
        String id = Digests.eventId(
                result.experiment(),
                EventType.EVALUATION_COMPLETED.type(),
                result.checkpoint(),
                result.resolution(),
                result.transform());
        return Envelopes.of(SOURCE, result.experiment(), id, completed);
    }
}
