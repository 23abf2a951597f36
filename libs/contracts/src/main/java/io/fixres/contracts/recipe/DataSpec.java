package io.fixres.contracts.recipe;

import java.util.Objects;

/**
 * How the data is divided.
 *
 * @param split the rule, see {@link SplitRule#parse}
 */
public record DataSpec(String split) {
    public DataSpec {
        Objects.requireNonNull(split, "split is missing");
        split = SplitRule.parse(split).text();
    }

    /** The rule. */
    public SplitRule rule() {
        return SplitRule.parse(split);
    }
}
