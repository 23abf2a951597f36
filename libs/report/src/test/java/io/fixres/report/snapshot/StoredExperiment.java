package io.fixres.report.snapshot;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.evaluation.EvaluationResult;
import io.fixres.contracts.evaluation.Predictions;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.InMemoryObjectStore;
import io.fixres.report.history.Reports;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** An experiment of the recipe demo as services leave it in the store: two classes, whose names can be chosen. */
public final class StoredExperiment {
    public static final String ID = Reports.EXPERIMENT;
    private static final String DATASET = "ds-1";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<String> classes;

    public StoredExperiment(ExperimentStatus status, String... classes) {
        this(status, Optional.empty(), classes);
    }

    /** With the epoch that its first phase gives where that is not its last. */
    public StoredExperiment(ExperimentStatus status, Optional<Integer> resultEpoch, String... classes) {
        this.classes = List.of(classes);
        store.create(
                ObjectKeys.recipe(ID), BuiltInRecipes.yaml("demo").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        store.create(ObjectKeys.state(ID), Json.bytes(state(status, resultEpoch)));
        store.create(
                ObjectKeys.datasetManifest(DATASET),
                Json.bytes(new DatasetManifest(
                        DATASET,
                        this.classes,
                        List.of(
                                new DatasetManifest.SplitSize(Split.TRAIN, 8),
                                new DatasetManifest.SplitSize(Split.TEST, 4)),
                        "folders",
                        "file:///pictures",
                        List.of(),
                        "",
                        Map.of(),
                        0,
                        List.of())));
    }

    private static ExperimentState state(ExperimentStatus status, Optional<Integer> resultEpoch) {
        return new ExperimentState(
                ID,
                status,
                "sha",
                "demo",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.of(DATASET),
                "0123456789abcdef",
                Optional.of(ObjectKeys.queueEntry(5, ID)),
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(new PhaseSummary("initial", 32, 16, 20, 100, .1, .5, .8, resultEpoch)),
                List.of(new ExperimentState.CheckpointRef(
                        ObjectKeys.checkpoint(ID, "initial", 15, 1), "initial", 0, 15, 1, 160, "abc")),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public InMemoryObjectStore store() {
        return store;
    }

    /** Stores a score; the labels are 0, 0, 1, 1. */
    public StoredExperiment scored(String phase, int phaseIndex, int epoch, Integer... predicted) {
        List<Integer> labels = List.of(0, 0, 1, 1);
        long correct = LongStream.range(0, 4)
                .filter(i -> labels.get((int) i).equals(predicted[(int) i]))
                .count();
        Predictions predictions = new Predictions(
                List.of(0L, 1L, 2L, 3L),
                labels,
                List.of(predicted),
                List.of(.9f, .8f, .7f, .6f),
                Collections.nCopies(4, .5f));
        EvaluationResult result = new EvaluationResult(
                ID,
                1,
                phase,
                phaseIndex,
                epoch,
                "checkpoint",
                "sha",
                DATASET,
                64,
                "center_crop",
                "test",
                4,
                correct,
                correct / 4.0,
                0,
                1,
                .5,
                1,
                classes,
                predictions);
        store.create(ObjectKeys.evaluation(ID, phase, epoch, 1, 64, "center_crop"), Json.bytes(result));
        return this;
    }
}
