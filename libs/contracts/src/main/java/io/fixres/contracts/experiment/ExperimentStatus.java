package io.fixres.contracts.experiment;

/** Where an experiment stands. Cancelled and failed ones can be queued again. */
public enum ExperimentStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED;

    /** Whether nothing more happens unless somebody asks. */
    public boolean ended() {
        return this == COMPLETED || this == CANCELLED || this == FAILED;
    }
}
