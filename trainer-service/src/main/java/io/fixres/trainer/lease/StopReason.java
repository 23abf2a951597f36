package io.fixres.trainer.lease;

/** Why a run stops before its end. */
public enum StopReason {
    /** Somebody asked for it: resume state, then CANCELLED. */
    CANCELLED,
    /** The process ends: resume state, then back into the queue. */
    SHUTDOWN,
    /** Another trainer has the experiment: nothing more is written. */
    LEASE_LOST
}
