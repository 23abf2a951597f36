package io.fixres.contracts.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Which epoch stands for a phase: the one that it gives, by which phases are compared. */
public final class ResultEpochs {
    private ResultEpochs() {}

    /**
     * Those of the epoch that each phase gives, in their order.
     *
     * @param resultEpochs by phase, where it is not the last; see {@link ExperimentState#resultEpochs}
     * @param phase that one belongs to
     * @param epoch that one belongs to
     */
    public static <T> List<T> select(
            List<T> all, Map<String, Integer> resultEpochs, Function<T, String> phase, ToIntFunction<T> epoch) {
        Map<String, Integer> given = new HashMap<>();
        all.forEach(one -> given.merge(phase.apply(one), epoch.applyAsInt(one), Math::max));
        given.putAll(resultEpochs);
        return all.stream()
                .filter(one -> given.get(phase.apply(one)) == epoch.applyAsInt(one))
                .toList();
    }
}
