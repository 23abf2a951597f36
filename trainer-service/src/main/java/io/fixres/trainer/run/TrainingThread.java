package io.fixres.trainer.run;

import io.fixres.trainer.configuration.TrainerConfiguration;
import io.fixres.trainer.lease.StopReason;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.queue.ExperimentQueue;
import io.fixres.trainer.state.StoredState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The one thread that claims and trains: the engine collects gradients for one network a process, and tensors belong to
 * one thread.
 */
@ApplicationScoped
public class TrainingThread {
    private static final Logger LOGGER = Logger.getLogger(TrainingThread.class);
    private static final Duration SAVE_PATIENCE = Duration.ofSeconds(25);

    private final ExperimentQueue queue;
    private final ExperimentRunner runner;
    private final Duration pollInterval;
    private volatile StopSignal signal = new StopSignal();
    private volatile boolean stopping;
    private Thread thread;

    TrainingThread(ExperimentQueue queue, ExperimentRunner runner, TrainerConfiguration configuration) {
        this.queue = queue;
        this.runner = runner;
        this.pollInterval = configuration.pollInterval();
    }

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::work, "training");
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        signal.stop(StopReason.SHUTDOWN);
        try {
            thread.join(SAVE_PATIENCE.toMillis());
            if (thread.isAlive()) {
                LOGGER.error("the run did not save its state in time; it goes on from the one before");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the thread lives; without it the process is of no use. */
    public boolean alive() {
        return thread != null && thread.isAlive();
    }

    private void work() {
        while (!stopping) {
            try {
                Optional<StoredState> claimed = queue.claimNext();
                if (claimed.isPresent()) {
                    StopSignal own = new StopSignal();
                    signal = own;
                    if (stopping) {
                        own.stop(StopReason.SHUTDOWN);
                    }
                    runner.run(claimed.get(), own);
                } else {
                    Thread.sleep(pollInterval.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOGGER.warnf("looking at the queue again after: %s", e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(pollInterval.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
