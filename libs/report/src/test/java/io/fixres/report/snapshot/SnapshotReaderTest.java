package io.fixres.report.snapshot;

import static io.fixres.report.snapshot.StoredExperiment.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.experiment.ExperimentStatus;
import io.fixres.contracts.format.BatchRecord;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.report.history.Reports;
import io.fixres.report.history.RunHistory;
import io.fixres.report.picture.PictureSample;
import io.fixres.report.picture.SampledPictures;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private static Snapshot read(StoredExperiment stored, RunHistory history) {
        PictureAddresses addresses = new PictureAddresses() {
            @Override
            public String seen(String experiment, String phase, PictureSample sample, int index) {
                return phase + "-" + index;
            }

            @Override
            public Optional<String> heldOut(String dataset, String split, long sample) {
                return Optional.of(dataset + "/" + split + "/" + sample);
            }
        };
        return new SnapshotReader(stored.store(), new SampledPictures(stored.store()), addresses, NOON)
                .read(ID, history.view())
                .orElseThrow();
    }

    @Test
    void onlyTheLastEpochOfAPhaseIsExplained() {
        // Given
        StoredExperiment stored = new StoredExperiment(ExperimentStatus.RUNNING, "daisy", "rose")
                .scored("initial", 0, 3, 0, 1, 1, 1)
                .scored("initial", 0, 7, 0, 0, 1, 0);

        // When
        List<Snapshot.Evaluation> evaluations = read(stored, new RunHistory()).evaluations();

        // Then
        assertThat(evaluations).extracting(Snapshot.Evaluation::last).containsExactly(false, true);
        assertThat(evaluations.get(0).detail()).isEmpty();
        Snapshot.Detail detail = evaluations.get(1).detail().orElseThrow();
        assertThat(detail.confusion().matrix()).contains(List.of(List.of(2L, 0L), List.of(1L, 1L)));
        assertThat(detail.confusion().recall()).containsExactly(Optional.of(1.0), Optional.of(.5));
        assertThat(detail.confusion().precision()).containsExactly(Optional.of(2.0 / 3), Optional.of(1.0));
        assertThat(detail.mistakes()).singleElement().satisfies(mistake -> {
            assertThat(mistake.sample()).isEqualTo(3);
            assertThat(mistake.picture()).contains("ds-1/test/3");
        });
    }

    @Test
    void aPhaseThatGivesAnEarlierEpochIsExplainedByThat() {
        // Given
        StoredExperiment stored = new StoredExperiment(ExperimentStatus.COMPLETED, Optional.of(3), "daisy", "rose")
                .scored("initial", 0, 3, 0, 0, 1, 0)
                .scored("initial", 0, 7, 0, 1, 1, 1);

        // When
        List<Snapshot.Evaluation> evaluations = read(stored, new RunHistory()).evaluations();

        // Then
        assertThat(evaluations).extracting(Snapshot.Evaluation::last).containsExactly(true, false);
    }

    @Test
    void phasesThatWereScoredAlikeAreComparedPictureByPicture() {
        // Given
        StoredExperiment stored = new StoredExperiment(ExperimentStatus.COMPLETED, "daisy", "rose")
                .scored("initial", 0, 15, 1, 1, 0, 1)
                .scored("finetune", 1, 4, 0, 0, 1, 0);

        // When
        List<Comparison> comparisons = read(stored, new RunHistory()).comparisons();

        // Then
        assertThat(comparisons).singleElement().satisfies(comparison -> {
            assertThat(comparison.first()).isEqualTo("finetune");
            assertThat(comparison.second()).isEqualTo("initial");
            assertThat(comparison.test().onlyFirst()).isEqualTo(3);
            assertThat(comparison.test().onlySecond()).isEqualTo(1);
        });
    }

    @Test
    void phasesStandWhereStateAndReportsPutThem() {
        // Given
        RunHistory history = new RunHistory();
        history.add(Reports.report(1, 5, .7));
        StoredExperiment stored = new StoredExperiment(ExperimentStatus.RUNNING, "daisy", "rose");

        // When
        Snapshot snapshot = read(stored, history);

        // Then
        assertThat(snapshot.phases())
                .extracting(Snapshot.Phase::name, Snapshot.Phase::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("initial", Snapshot.PhaseStatus.DONE),
                        org.assertj.core.groups.Tuple.tuple("finetune", Snapshot.PhaseStatus.WAITING),
                        org.assertj.core.groups.Tuple.tuple("control", Snapshot.PhaseStatus.WAITING));
        assertThat(snapshot.phases().get(0).curve()).hasSize(1);
        assertThat(snapshot.phases().get(0).transform()).isEqualTo("random_resized_crop, hflip");
        assertThat(snapshot.phases().get(1).transform()).isEqualTo("center_crop_train");
        assertThat(snapshot.taken()).isEqualTo(NOON.instant());
    }

    @Test
    void aQueuedExperimentHasAPlace() {
        // Given
        StoredExperiment stored = new StoredExperiment(ExperimentStatus.QUEUED, "daisy", "rose");
        stored.store().create(ObjectKeys.queueEntry(1, "another"), new byte[0]);
        stored.store().create(ObjectKeys.queueEntry(5, ID), new byte[0]);

        // When / Then
        assertThat(read(stored, new RunHistory()).place()).contains(2);
    }

    @Test
    void keptPicturesAreShownWithTheirClasses() {
        // Given
        StoredExperiment stored = new StoredExperiment(ExperimentStatus.RUNNING, "daisy", "rose");
        BatchRecord record =
                new BatchRecord(ByteBuffer.allocate(2 * 2 * 2 * 3), new long[] {1, 0}, new long[] {0, 1}, 2, 2);
        stored.store().create(ObjectKeys.pictures(ID, "finetune"), PictureSample.join(List.of(record), 2));

        // When
        List<Snapshot.PictureGrid> grids = read(stored, new RunHistory()).pictures();

        // Then
        assertThat(grids).singleElement().satisfies(grid -> assertThat(grid.tiles())
                .containsExactly(new Snapshot.Tile("finetune-0", 1), new Snapshot.Tile("finetune-1", 0)));
    }
}
