package io.fixres.ingest.messaging;

import io.fixres.ingest.IngestMeters;
import io.fixres.ingest.job.WorkerThread;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.StoreUnavailableException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The channel {@code experiments-in}: a record is acknowledged once its job is stored. */
@ApplicationScoped
public class ExperimentChannel {
    private static final Logger LOGGER = Logger.getLogger(ExperimentChannel.class);
    private static final long PAUSE_SECONDS = 2;

    private final RequestHandler handler;
    private final WorkerThread worker;
    private final IngestMeters meters;
    private final CountDownLatch stopping = new CountDownLatch(1);

    ExperimentChannel(RequestHandler handler, WorkerThread worker, IngestMeters meters) {
        this.handler = handler;
        this.worker = worker;
        this.meters = meters;
    }

    @Incoming("experiments-in")
    @Blocking("experiments")
    CompletionStage<Void> receive(Message<byte[]> message) throws InterruptedException {
        while (true) {
            try {
                if (handler.handle(message.getPayload())) {
                    worker.wake();
                }
                return message.ack();
            } catch (StoreUnavailableException | BrokerUnavailableException e) {
                // The record is good, so it waits for the store instead of going to the dead-letter topic. A long wait
                // shows in health; after a restart the record is delivered again.
                LOGGER.warnf("a request waits: %s", e.getMessage());
                if (stopping.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                LOGGER.errorf(e, "a request goes to the dead letters");
                meters.deadLetter();
                return message.nack(e);
            }
        }
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }
}
