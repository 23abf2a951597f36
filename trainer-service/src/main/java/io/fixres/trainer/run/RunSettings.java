package io.fixres.trainer.run;

import java.time.Duration;

/**
 * How a run behaves.
 *
 * @param trainer name of this process
 * @param scoreTimeout how long early stopping waits for a score
 */
public record RunSettings(
        String trainer,
        Duration heartbeat,
        Duration resumeInterval,
        Duration progressInterval,
        Duration scoreTimeout) {}
