package io.fixres.trainer.configuration;

import io.fixres.kit.configuration.KafkaClientProperties;
import io.fixres.kit.configuration.ProcessName;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.tracing.Traces;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.checkpoint.RunFiles;
import io.fixres.trainer.djl.TorchLearner;
import io.fixres.trainer.intake.CancelIntake;
import io.fixres.trainer.intake.RequestIntake;
import io.fixres.trainer.intake.ResumeIntake;
import io.fixres.trainer.lease.LeaseObserver;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.queue.ExperimentQueue;
import io.fixres.trainer.run.ExperimentRunner;
import io.fixres.trainer.run.KafkaDataFeeds;
import io.fixres.trainer.run.RunSettings;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.training.DeviceSettings;
import io.fixres.training.features.FeatureBudget;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Puts the parts of the trainer together; each is a plain class. */
@ApplicationScoped
public class TrainerBeans {
    private final TrainerConfiguration configuration;

    TrainerBeans(TrainerConfiguration configuration) {
        this.configuration = configuration;
    }

    @Produces
    @Singleton
    ExperimentStates states(ObjectStore store) {
        return new ExperimentStates(store);
    }

    @Produces
    @Singleton
    PendingEvents pendingEvents(ExperimentStates states, EventPublisher publisher) {
        return new PendingEvents(states, publisher);
    }

    @Produces
    @Singleton
    RequestIntake requests(
            ObjectStore store, ExperimentStates states, PendingEvents pending, TrainerMeters meters, Traces traces) {
        return new RequestIntake(store, states, pending, meters, traces, Clock.systemUTC());
    }

    @Produces
    @Singleton
    ResumeIntake resumes(ObjectStore store, ExperimentStates states) {
        return new ResumeIntake(store, states, Clock.systemUTC());
    }

    @Produces
    @Singleton
    CancelIntake cancellations(ObjectStore store, ExperimentStates states, PendingEvents pending) {
        return new CancelIntake(store, states, pending);
    }

    @Produces
    @Singleton
    TrainerMeters meters(MeterRegistry registry) {
        return new TrainerMeters(registry);
    }

    @Produces
    @Singleton
    ExperimentQueue queue(
            ObjectStore store, ExperimentStates states, PendingEvents pending, TrainerMeters meters, ProcessName name) {
        return new ExperimentQueue(
                store,
                states,
                pending,
                new LeaseObserver(System::nanoTime),
                meters,
                name.value(),
                configuration.leaseTerm());
    }

    @Produces
    @Singleton
    ExperimentRunner runner(
            ObjectStore store,
            ExperimentStates states,
            PendingEvents pending,
            EventPublisher publisher,
            KafkaClientProperties kafka,
            TrainerMeters meters,
            Traces traces,
            ProcessName name) {
        Duration heartbeat =
                configuration.heartbeat().orElse(configuration.leaseTerm().dividedBy(3));
        RunSettings settings = new RunSettings(
                name.value(),
                heartbeat,
                configuration.resumeInterval(),
                configuration.progressInterval(),
                configuration.scoreTimeout());
        Path work = workDirectory();
        FeatureBudget features =
                new FeatureBudget(work, configuration.featureBytes().asLongValue());
        DeviceSettings device =
                new DeviceSettings(configuration.device(), configuration.threads(), configuration.devices());
        return new ExperimentRunner(
                store,
                states,
                pending,
                publisher,
                new RunFiles(store, work, meters),
                (network, classes, seed) -> TorchLearner.create(network, classes, seed, device, features),
                new KafkaDataFeeds(
                        kafka.values(),
                        store,
                        meters,
                        configuration.windowBytes().asLongValue(),
                        configuration.orderDeadline()),
                meters,
                settings,
                traces);
    }

    private Path workDirectory() {
        try {
            return configuration.workDirectory().isPresent()
                    ? Files.createDirectories(configuration.workDirectory().get())
                    : Files.createTempDirectory("fixres-trainer");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make fixres.trainer.work-directory " + configuration.workDirectory(), e);
        }
    }
}
