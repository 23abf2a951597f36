package io.fixres.cli.report;

import io.fixres.contracts.evaluation.EvaluationResult;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which results one side of a comparison means: {@code SOURCE[/PHASE][@RESOLUTION[:TRANSFORM]]}.
 *
 * @param source an experiment, or a file of results
 * @param phase only its checkpoints; else the last phase that was scored under each condition
 */
public record Selector(
        String source, Optional<String> phase, Optional<Integer> resolution, Optional<String> transform) {
    private static final Pattern CONDITION = Pattern.compile("(.+)@(\\d{1,4})(?::([A-Za-z0-9_-]+))?");

    /** Reads the text but for the phase, which only a look at the source can tell from a path. */
    public static Selector read(String text) {
        Matcher matcher = CONDITION.matcher(text);
        return matcher.matches()
                ? new Selector(
                        matcher.group(1),
                        Optional.empty(),
                        Optional.of(Integer.parseInt(matcher.group(2))),
                        Optional.ofNullable(matcher.group(3)))
                : new Selector(text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With the last part of the source taken as a phase; empty if it has one part. */
    public Optional<Selector> withPhase() {
        int slash = source.lastIndexOf('/');
        return slash <= 0 || phase.isPresent()
                ? Optional.empty()
                : Optional.of(new Selector(
                        source.substring(0, slash), Optional.of(source.substring(slash + 1)), resolution, transform));
    }

    /** For each condition the last checkpoint that was scored so, of those that are meant. */
    List<EvaluationResult> of(Results results) {
        List<EvaluationResult> meant = results.all().stream()
                .filter(e -> phase.isEmpty() || phase.get().equals(e.phase()))
                .filter(e -> resolution.isEmpty() || resolution.get() == e.resolution())
                .filter(e -> transform.isEmpty() || transform.get().equals(e.transform()))
                .toList();
        return meant.stream()
                .filter(e -> meant.stream()
                                .filter(e::sameConditions)
                                .reduce((a, b) -> b)
                                .get()
                        == e)
                .toList();
    }
}
