package io.fixres.eval.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.recipe.CheckpointRule;
import io.fixres.contracts.recipe.CheckpointRule.Keep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionRuleTest {
    private static final List<CheckpointRef> CHECKPOINTS =
            List.of(ref("a0", 0, 0), ref("a1", 0, 1), ref("a2", 0, 2), ref("b0", 1, 0), ref("b1", 1, 1));

    private static CheckpointRef ref(String key, int phase, int epoch) {
        return new CheckpointRef(key, "p" + phase, phase, epoch, 1, 0, "");
    }

    private static List<String> kept(CheckpointRule rule, Optional<String> best) {
        return RetentionRule.kept(rule, CHECKPOINTS, Map.of(), best).stream()
                .map(CheckpointRef::key)
                .toList();
    }

    @Test
    void byDefaultBestLastAndTheLastOfEachPhaseStay() {
        assertThat(kept(new CheckpointRule(null), Optional.of("a1"))).containsExactly("a1", "a2", "b1");
    }

    @Test
    void theEpochThatAPhaseGivesStaysInPlaceOfItsLast() {
        // When
        List<CheckpointRef> kept = RetentionRule.kept(
                new CheckpointRule(List.of(Keep.LAST_OF_PHASE)), CHECKPOINTS, Map.of("p0", 1), Optional.empty());

        // Then
        assertThat(kept).extracting(CheckpointRef::key).containsExactly("a1", "b1");
    }

    @Test
    void theLastAloneStaysWhereTheRuleSaysSo() {
        assertThat(kept(new CheckpointRule(List.of(Keep.LAST)), Optional.of("a1")))
                .containsExactly("b1");
    }

    @Test
    void allStay() {
        assertThat(kept(new CheckpointRule(List.of(Keep.ALL)), Optional.empty()))
                .hasSize(5);
    }

    @Test
    void withoutASelectionBestKeepsNothing() {
        assertThat(kept(new CheckpointRule(List.of(Keep.BEST)), Optional.empty()))
                .isEmpty();
    }
}
