package io.fixres.eval.scoring;

import io.fixres.contracts.Digests;
import io.fixres.contracts.dataset.SampleEntry;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.FittedAdaptation;
import io.fixres.contracts.evaluation.Measurement;
import io.fixres.contracts.evaluation.Mistake;
import io.fixres.contracts.evaluation.ScoredCheckpoint;
import io.fixres.contracts.evaluation.TopFive;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EvaluationCompleted;
import io.fixres.contracts.event.EventType;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.eval.images.HeldOutSplit;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.store.ObjectStore;
import java.util.Optional;

/** Results and their announcements: pure functions of what was scored. */
final class Evaluations {
    private static final String SOURCE = "/fixres/eval-service";

    private Evaluations() {}

    /** Key of the result of one request on one checkpoint. */
    static String key(CheckpointSaved saved, EvaluationRequest request) {
        return ObjectKeys.evaluation(saved.experiment(), saved.phase(), saved.epoch(), saved.attempt(), request);
    }

    /** The result of a measurement; the store tells the names of pictures. */
    static EvaluationResult result(
            CheckpointSaved saved,
            EvaluationRequest request,
            HeldOutSplit split,
            Measurement measurement,
            ObjectStore store) {
        ScoredCheckpoint scored = new ScoredCheckpoint(
                saved.experiment(),
                saved.attempt(),
                saved.phase(),
                saved.phaseIndex(),
                saved.epoch(),
                saved.checkpoint(),
                saved.sha256());
        return measurement.result(
                scored,
                request,
                saved.dataset(),
                split.split().id(),
                split.dataset().classes(),
                sample -> picture(split, sample, store));
    }

    private static Mistake.Picture picture(HeldOutSplit split, long sample, ObjectStore store) {
        SampleEntry entry = split.samples().entry(store, sample);
        String shard = ObjectKeys.shard(split.dataset().id(), entry.shard());
        return new Mistake.Picture(entry.key(), shard, entry.offset(), entry.length());
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
                key,
                result.adaptation().map(FittedAdaptation::method),
                result.top5().map(TopFive::share),
                Optional.of(result.calibration().error()));
        String id = Digests.eventId(
                result.experiment(),
                EventType.EVALUATION_COMPLETED.type(),
                result.checkpoint(),
                result.resolution(),
                result.method().after(result.transform(), "-"));
        return Envelopes.of(SOURCE, result.experiment(), id, completed);
    }
}
