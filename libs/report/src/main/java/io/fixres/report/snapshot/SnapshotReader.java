package io.fixres.report.snapshot;

import io.fixres.contracts.Json;
import io.fixres.contracts.dataset.DatasetManifest;
import io.fixres.contracts.experiment.CheckpointManifest;
import io.fixres.contracts.experiment.CheckpointPointer;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.experiment.ResultEpochs;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import io.fixres.report.history.RunHistory;
import io.fixres.report.history.TimeLeft;
import io.fixres.report.picture.PictureSample;
import io.fixres.report.picture.SampledPictures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads snapshots from the store. Safe for use by several threads. */
public final class SnapshotReader {
    private final ObjectStore store;
    private final PictureAddresses addresses;
    private final Clock clock;
    private final ScoredEvaluations evaluations;
    private final SampledPictures sampled;

    /** With whoever gives pictures their addresses. */
    public SnapshotReader(ObjectStore store, SampledPictures sampled, PictureAddresses addresses, Clock clock) {
        this.store = store;
        this.addresses = addresses;
        this.clock = clock;
        this.evaluations = new ScoredEvaluations(store);
        this.sampled = sampled;
    }

    /**
     * An experiment now; empty if there is none of this id.
     *
     * @param run what was said about it
     */
    public Optional<Snapshot> read(String experiment, RunHistory.View run) {
        return state(experiment).map(state -> read(state, run));
    }

    /** The state of an experiment. */
    public Optional<ExperimentState> state(String experiment) {
        return store.get(ObjectKeys.state(experiment)).map(o -> Json.read(o.content(), ExperimentState.class));
    }

    private Snapshot read(ExperimentState state, RunHistory.View run) {
        String experiment = state.experiment();
        Optional<String> yaml = store.get(ObjectKeys.recipe(experiment))
                .map(object -> new String(object.content(), StandardCharsets.UTF_8));
        Optional<Recipe> recipe = yaml.map(text -> RecipeReader.read(text, Map.of()));
        List<Scored> scored = evaluations.of(experiment);
        List<Scored> last = ResultEpochs.select(
                scored, state.resultEpochs(), s -> s.summary().phase(), s -> s.summary()
                        .epoch());
        return new Snapshot(
                experiment,
                Instant.now(clock),
                state.status(),
                state.message(),
                state.attempt(),
                state.requested(),
                state.group(),
                state.lease().map(ExperimentState.Lease::trainer),
                place(state),
                state.status() == ExperimentStatus.RUNNING ? TimeLeft.ofPhase(run) : Optional.empty(),
                state.recipeName(),
                recipe.map(Recipe::description).orElse(""),
                yaml.orElse(""),
                state.recipeSha256(),
                dataset(state),
                recipe.map(r -> PhaseViews.of(r, state, run)).orElse(List.of()),
                scored.stream()
                        .map(s -> last.contains(s) ? s.summary().lastWith(detail(s)) : s.summary())
                        .toList(),
                Comparison.of(last),
                recipe.map(r -> pictures(r, experiment)).orElse(List.of()),
                state.checkpoints().stream().map(c -> checkpoint(experiment, c)).toList(),
                best(experiment),
                provenance(state));
    }

    private Optional<Integer> place(ExperimentState state) {
        return state.queueEntry()
                .filter(entry -> state.status() == ExperimentStatus.QUEUED)
                .map(entry -> store.list(ObjectKeys.QUEUE).indexOf(entry) + 1)
                .filter(place -> place > 0);
    }

    private Optional<Snapshot.Dataset> dataset(ExperimentState state) {
        return state.dataset()
                .flatMap(id -> store.get(ObjectKeys.datasetManifest(id)))
                .map(object -> Json.read(object.content(), DatasetManifest.class))
                .map(manifest -> new Snapshot.Dataset(
                        manifest.id(),
                        manifest.uri(),
                        manifest.classes(),
                        manifest.splits().stream()
                                .map(s -> new Snapshot.SplitSize(s.split().id(), s.samples()))
                                .toList(),
                        manifest.notes() == null ? List.of() : manifest.notes()));
    }

    private Snapshot.Detail detail(Scored scored) {
        return new Snapshot.Detail(
                scored.confusion(),
                scored.mistakes().stream()
                        .map(m -> new Snapshot.Mistake(
                                m.sample(),
                                m.label(),
                                m.predicted(),
                                m.confidence(),
                                addresses.heldOut(
                                        scored.dataset(), scored.summary().split(), m.sample())))
                        .toList(),
                scored.diagnostics());
    }

    private List<Snapshot.PictureGrid> pictures(Recipe recipe, String experiment) {
        return recipe.phases().stream()
                .flatMap(phase ->
                        sampled.of(experiment, phase.name()).stream().map(sample -> grid(experiment, phase, sample)))
                .toList();
    }

    private Snapshot.PictureGrid grid(String experiment, PhaseSpec phase, PictureSample sample) {
        return new Snapshot.PictureGrid(
                phase.name(),
                sample.resolution(),
                TransformWords.of(phase.transform()),
                IntStream.range(0, sample.count())
                        .mapToObj(i ->
                                new Snapshot.Tile(addresses.seen(experiment, phase.name(), sample, i), sample.label(i)))
                        .toList());
    }

    private static Snapshot.Checkpoint checkpoint(String experiment, ExperimentState.CheckpointRef ref) {
        return new Snapshot.Checkpoint(
                ref.phase(),
                ref.epoch(),
                ref.attempt(),
                ref.step(),
                ref.sha256(),
                ObjectKeys.weights(ref.key())
                        .substring(ObjectKeys.experiment(experiment).length()));
    }

    private Optional<Snapshot.Best> best(String experiment) {
        return store.get(ObjectKeys.best(experiment))
                .map(object -> Json.read(object.content(), CheckpointPointer.class))
                .map(p -> new Snapshot.Best(p.phase(), p.epoch(), p.sha256(), p.metric(), p.selectedOn()));
    }

    private Optional<CheckpointManifest> provenance(ExperimentState state) {
        return state.checkpoints().isEmpty()
                ? Optional.empty()
                : store.get(ObjectKeys.checkpointManifest(state.checkpoints()
                                .get(state.checkpoints().size() - 1)
                                .key()))
                        .map(object -> Json.read(object.content(), CheckpointManifest.class));
    }
}
