package io.fixres.contracts.recipe;

/** Which evaluations a recipe has without asking for them one by one. */
public enum Baselines {
    /** {@link StandardBaselines}. */
    STANDARD,
    /** None. */
    NONE
}
