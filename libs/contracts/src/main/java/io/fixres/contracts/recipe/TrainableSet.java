package io.fixres.contracts.recipe;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which parameters a phase trains. */
public enum TrainableSet {
    ALL("all"),
    HEAD("head"),
    /** The last batch norm and the classifier, as FixRes fine-tunes. */
    POST_BN_AND_HEAD("post_bn+head");

    private final String id;

    TrainableSet(String id) {
        this.id = id;
    }

    /** As a recipe writes it. */
    @JsonValue
    public String id() {
        return id;
    }
}
