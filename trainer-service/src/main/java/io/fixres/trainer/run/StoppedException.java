package io.fixres.trainer.run;

import io.fixres.trainer.lease.StopReason;

/** Leaves the loop of a run that was asked to stop; its resume state is saved. */
final class StoppedException extends RuntimeException {
    private final StopReason reason;

    StoppedException(StopReason reason) {
        super("stopped: " + reason);
        this.reason = reason;
    }

    StopReason reason() {
        return reason;
    }
}
