package io.fixres.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.evaluation.EvaluationRequest;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.FixresEvent;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.eval.images.DecodingPool;
import io.fixres.eval.images.HeldOutSplits;
import io.fixres.eval.images.ImageCache;
import io.fixres.eval.images.ShardImages;
import io.fixres.eval.images.TestImages;
import io.fixres.eval.intake.EvaluationIntake;
import io.fixres.eval.metrics.EvalMeters;
import io.fixres.eval.process.StopSignal;
import io.fixres.eval.process.WorkDirectory;
import io.fixres.eval.retention.CheckpointRetention;
import io.fixres.eval.scoring.CheckpointEvaluation;
import io.fixres.eval.scoring.CheckpointFiles;
import io.fixres.eval.scoring.SplitScoring;
import io.fixres.eval.selection.BestCheckpoint;
import io.fixres.eval.work.AcceptedWork;
import io.fixres.eval.work.EvaluationWorker;
import io.fixres.eval.work.WorkQueue;
import io.fixres.kit.messaging.Envelopes;
import io.fixres.kit.messaging.RecordingEventPublisher;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.kit.tracing.RecordedSpans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One replica of the service on fakes; several may share a store. */
public final class EvaluationHarness {
    public static final String EXPERIMENT = "flowers-1";
    public static final EvaluationRequest SQUASH =
            new EvaluationRequest(8, "squash", List.of(new TransformStep.Squash(8, null, null)));
    public static final EvaluationRequest LARGE =
            new EvaluationRequest(16, "squash", List.of(new TransformStep.Squash(16, null, null)));

    public final InMemoryObjectStore store;
    public final RecordingEventPublisher publisher = new RecordingEventPublisher();
    public final FakeNetworks networks = new FakeNetworks();
    public final List<String> deadLetters = new ArrayList<>();
    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    public final RecordedSpans spans = new RecordedSpans();
    public final StopSignal stop = new StopSignal();
    public final WorkQueue queue = new WorkQueue();
    public final AtomicInteger decoded = new AtomicInteger();
    public final EvalMeters meters;
    public final EvaluationIntake intake;
    public final EvaluationWorker worker;

    /** With a store of its own. */
    public EvaluationHarness(Path folder) {
        this(folder, new InMemoryObjectStore());
    }

    /** With a store that another replica uses too. */
    public EvaluationHarness(Path folder, InMemoryObjectStore store) {
        this.store = store;
        TestConfiguration configuration = new TestConfiguration(folder, 10_000);
        this.meters = new EvalMeters(registry, queue);
        WorkDirectory directory = new WorkDirectory(configuration);
        DecodingPool pool = new DecodingPool(
                new ShardImages(store),
                request -> (encoded, out, offset) -> {
                    decoded.incrementAndGet();
                    out.put(offset, encoded[0]);
                },
                configuration);
        TestImages images = new TestImages(pool, new ImageCache(directory, configuration), configuration);
        HeldOutSplits splits = new HeldOutSplits(store, directory);
        CheckpointEvaluation evaluation = new CheckpointEvaluation(
                store,
                publisher,
                new CheckpointFiles(store, directory),
                networks,
                splits,
                new SplitScoring(images, splits, stop, meters),
                new BestCheckpoint(store),
                meters,
                spans.traces());
        AcceptedWork work = new AcceptedWork(
                store,
                evaluation,
                new CheckpointRetention(store),
                (event, reason) -> deadLetters.add(event.id() + ": " + reason.getMessage()),
                meters,
                spans.traces());
        this.intake = new EvaluationIntake(store, queue, stop, configuration);
        this.worker = new EvaluationWorker(queue, work, store, stop, configuration);
    }

    /** Stores a dataset of 10 validation images, the recipe and a completed state. */
    public EvaluationHarness withExperiment() {
        TestDataset.store(store, Map.of(Split.VALIDATION, 10));
        return withExperiment(
                "evaluations:\n  - {resolution: 8, transform: squash}\n  - {resolution: 16, transform: squash}\n",
                List.of());
    }

    /** Stores a recipe of the phases initial and finetune with more keys, and a completed state. */
    public EvaluationHarness withExperiment(String recipeKeys, List<ExperimentState.CheckpointRef> checkpoints) {
        String phase = "{name: %s, epochs: 3, resolution: 32, batch_size: 8, transform: squash,"
                + " optimizer: {name: adam, learning_rate: 0.001}}";
        String recipe = "name: test\nseed: 1\ndata: {split: folders}\nnetwork: {name: preact_resnet18}\nphases:\n  - "
                + phase.formatted("initial") + "\n  - " + phase.formatted("finetune") + "\n" + recipeKeys;
        store.create(ObjectKeys.recipe(EXPERIMENT), recipe.getBytes(UTF_8));
        store.create(ObjectKeys.state(EXPERIMENT), Json.bytes(state(ExperimentStatus.COMPLETED, checkpoints)));
        return this;
    }

    /** A state of attempt 1. */
    public static ExperimentState state(ExperimentStatus status, List<ExperimentState.CheckpointRef> checkpoints) {
        return new ExperimentState(
                EXPERIMENT,
                status,
                "",
                "test",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.of(TestDataset.ID),
                "",
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.of(new ExperimentState.ResumePoint(ObjectKeys.resume(EXPERIMENT, 1, 9), "", 0, 0, 0, 9)),
                List.of(),
                checkpoints,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Stores a checkpoint that is right on k of 10 images and gives its event. */
    public Envelope<CheckpointSaved> checkpoint(String phase, int epoch, int k, EvaluationRequest... requests) {
        String key = ObjectKeys.checkpoint(EXPERIMENT, phase, epoch, 1);
        byte[] weights = {(byte) k};
        store.create(ObjectKeys.weights(key), weights);
        return event(new CheckpointSaved(
                EXPERIMENT,
                1,
                phase,
                phase.equals("initial") ? 0 : 1,
                epoch,
                epoch,
                key,
                Digests.sha256(weights),
                TestDataset.ID,
                List.of(requests)));
    }

    /** An envelope whose id follows from the data. */
    public static <T extends FixresEvent> Envelope<T> event(T data) {
        return Envelopes.of("/test", EXPERIMENT, Digests.eventId(data), data);
    }

    /** Does all work that is queued. */
    public void work() throws InterruptedException {
        for (Optional<String> key = queue.take(Duration.ZERO); key.isPresent(); key = queue.take(Duration.ZERO)) {
            worker.perform(key.get());
        }
    }

    /** The stored result of a request on a checkpoint. */
    public EvaluationResult result(String phase, int epoch, EvaluationRequest request) {
        String key = ObjectKeys.evaluation(EXPERIMENT, phase, epoch, 1, request);
        return Json.read(store.get(key).orElseThrow().content(), EvaluationResult.class);
    }

    /** What best.json says. */
    public Optional<CheckpointPointer> best() {
        return store.get(ObjectKeys.best(EXPERIMENT)).map(o -> Json.read(o.content(), CheckpointPointer.class));
    }

    /** The value of a counter. */
    public double count(String outcome) {
        return registry.get("fixres.eval.evaluations")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
