package io.fixres.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    @Test
    void aDifferenceBeyondChanceIsCalledOne() {
        // Given
        var worse = Evaluations.of("initial", 0, 64, "center_crop", 60);
        var better = Evaluations.of("finetune", 0, 64, "center_crop", 80);

        // When
        String sentence =
                PairedComparison.of("tuned", better, "un-tuned", worse).sentence();

        // Then
        // 20 discordant pictures, all for one side: p = 2 / 2^20
        assertThat(sentence)
                .isEqualTo("tuned against un-tuned: 20 pictures only the first got right, 0 only the second,"
                        + " McNemar p = 2e-06: tuned is better");
    }

    @Test
    void theSecondIsNamedWhenItIsBetter() {
        assertThat(PairedComparison.of(
                                "tuned",
                                Evaluations.of("finetune", 0, 64, "center_crop", 60),
                                "control",
                                Evaluations.of("control", 0, 64, "center_crop", 80))
                        .sentence())
                .endsWith("control is better");
    }

    @Test
    void aDifferenceThatChanceExplainsIsNotClaimed() {
        // 2 discordant pictures: p = 2 / 2^2
        assertThat(PairedComparison.of(
                                "tuned",
                                Evaluations.of("finetune", 0, 64, "center_crop", 62),
                                "un-tuned",
                                Evaluations.of("initial", 0, 64, "center_crop", 60))
                        .sentence())
                .endsWith("McNemar p = 0.5000: no difference is shown");
    }
}
