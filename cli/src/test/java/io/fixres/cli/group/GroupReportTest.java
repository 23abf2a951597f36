package io.fixres.cli.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fixres.cli.terminal.Paint;
import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentStatus;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GroupReportTest {
    private static final Paint PLAIN = new Paint(false);

    private static String text(Groups groups) {
        return String.join("\n", groups.report().lines(PLAIN, OptionalInt.empty()));
    }

    private static Groups threeSeeds(int[] initial, int[] finetune) {
        Groups groups = new Groups();
        for (int i = 0; i < 3; i++) {
            groups.completed(32, i + 1)
                    .scored(32, i + 1, "initial", 64, initial[i])
                    .scored(32, i + 1, "finetune", 64, finetune[i]);
        }
        return groups;
    }

    @Test
    void aRowHasMeanDeviationAndIntervalOverItsSeeds() {
        // Given
        GroupReport report =
                threeSeeds(new int[] {70, 80, 90}, new int[] {81, 90, 99}).report();

        // When
        GroupReport.Row initial = report.rows().get(0);

        // Then: 80 % with a deviation of 10 points, and 4.30265 * 10 / sqrt(3) = 24.84 points to either side
        assertThat(initial.cell().phase()).isEqualTo("initial");
        assertThat(initial.seeds()).containsExactly(1L, 2L, 3L);
        assertThat(initial.statistics().mean()).isCloseTo(0.8, within(1e-12));
        assertThat(report.lines(PLAIN, OptionalInt.empty()))
                .anyMatch(line -> line.matches(
                        " +32  initial +32 +64  center_crop +3 +80\\.0  10\\.00  55\\.2 to 104\\.8 +0\\.500"));
    }

    @Test
    void aDifferenceThatEverySeedShowsIsTold() {
        // Given: differences of 11, 10 and 9 points: mean 10, deviation 1, t = 17.3, p = 0.0033
        GroupReport report =
                threeSeeds(new int[] {70, 80, 90}, new int[] {81, 90, 99}).report();

        // When
        GroupReport.Comparison comparison = report.comparisons().get(0);

        // Then
        assertThat(comparison.distinguishable()).isTrue();
        assertThat(comparison.difference().method()).isEqualTo(Difference.Method.PAIRED_T);
        assertThat(comparison.difference().p()).isCloseTo(0.003316, within(1e-5));
        assertThat(text(threeSeeds(new int[] {70, 80, 90}, new int[] {81, 90, 99})))
                .containsPattern(
                        "finetune 32>64 +initial 32>64 +3 +\\+10\\.0 +7\\.5 to 12\\.5 +0\\.0033  first is better");
    }

    @Test
    void aDifferenceThatSeedsDisagreeOnIsNotDistinguishable() {
        assertThat(text(threeSeeds(new int[] {70, 80, 90}, new int[] {90, 80, 73})))
                .contains("not distinguishable")
                .doesNotContain("is better");
    }

    @Test
    void oneSeedIsComparedPictureByPicture() {
        // Given: 10 pictures only the second gets right: p = 2 / 2^10
        GroupReport report = new Groups()
                .completed(32, 1)
                .scored(32, 1, "initial", 64, 70)
                .scored(32, 1, "finetune", 64, 80)
                .report();

        // When
        Difference difference = report.comparisons().get(0).difference();

        // Then
        assertThat(difference.method()).isEqualTo(Difference.Method.MCNEMAR);
        assertThat(difference.p()).isCloseTo(2 / 1024.0, within(1e-12));
        assertThat(difference.interval()).isEmpty();
        assertThat(report.rows().get(0).statistics().deviation()).isEmpty();
    }

    @Test
    void experimentsThatAreNotCompletedCountButHaveNoRows() {
        // Given
        GroupReport report = new Groups()
                .completed(32, 1)
                .scored(32, 1, "initial", 64, 70)
                .add(32, 2, ExperimentStatus.RUNNING)
                .scored(32, 2, "initial", 64, 10)
                .report();

        // Then
        assertThat(report.rows()).hasSize(1);
        assertThat(report.rows().get(0).seeds()).containsExactly(1L);
        assertThat(report.lines(PLAIN, OptionalInt.empty()).get(0))
                .isEqualTo("demo-grid: 2 experiments, 1 completed, 1 running");
    }

    @Test
    void aGridIsAHeatMapWithAStarAtTheBestOfEachRow() {
        // Given
        GroupReport report = new Groups()
                .completed(32, 1)
                .scored(32, 1, "initial", 32, 70)
                .scored(32, 1, "initial", 64, 75)
                .completed(48, 1)
                .scored(48, 1, "initial", 32, 60)
                .report();

        // When
        List<String> lines = report.heatMaps().get(0).lines(PLAIN, OptionalInt.empty());

        // Then
        assertThat(lines)
                .containsExactly(
                        "initial, center_crop: mean top-1 %, trained at (down) and tested at (across), px",
                        "train\\test    32     64", "        32  70.0   75.0*", "        48  60.0*     -");
    }

    @Test
    void aNarrowTerminalBreaksAHeatMapIntoBlocksAndColoursShadeIt() {
        // Given
        Groups groups = new Groups().completed(32, 1);
        for (int resolution = 32; resolution <= 128; resolution += 16) {
            groups.scored(32, 1, "initial", resolution, 90 - resolution / 4);
        }
        HeatMap map = groups.report().heatMaps().get(0);

        // When
        List<String> narrow = map.lines(PLAIN, OptionalInt.of(40));
        List<String> coloured = map.lines(new Paint(true), OptionalInt.of(40));

        // Then
        assertThat(narrow).hasSize(1 + 2 + 2);
        assertThat(narrow.subList(1, 5)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
        assertThat(coloured.get(2)).contains("\u001b[48;5;228;38;5;16m  82.0*");
    }

    @Test
    void programsGetEverything() throws Exception {
        var json = Json.mapper()
                .readTree(Json.text(threeSeeds(new int[] {70, 80, 90}, new int[] {81, 90, 99})
                        .report()));

        assertThat(json.at("/experiments/0/experiment").asText()).isEqualTo("demo-grid-r32-s1");
        assertThat(json.at("/rows/0/top1").get(2).asDouble()).isEqualTo(0.9);
        assertThat(json.at("/rows/0/statistics/interval/low").isNumber()).isTrue();
        assertThat(json.at("/comparisons/0/difference/method").asText()).isEqualTo("paired_t");
    }
}
