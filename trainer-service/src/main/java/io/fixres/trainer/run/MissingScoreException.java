package io.fixres.trainer.run;

import java.time.Duration;

/** Early stopping waited for a score that did not come. */
public final class MissingScoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingScoreException(String key, Duration waited) {
        super("early stopping waited " + waited + " for " + key
                + ", and eval-service did not store it: see that it runs"
                + " and what its dead letters say, then resume the experiment; or raise fixres.trainer.score-timeout");
    }
}
