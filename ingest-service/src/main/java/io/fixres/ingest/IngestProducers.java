package io.fixres.ingest;

import io.fixres.ingest.archive.IngestLimits;
import io.fixres.ingest.dataset.DatasetStorage;
import io.fixres.ingest.job.IngestWorker;
import io.fixres.ingest.job.JobBoard;
import io.fixres.ingest.job.WorkDirectory;
import io.fixres.ingest.job.WorkerThread;
import io.fixres.ingest.job.WorkerTimes;
import io.fixres.ingest.messaging.Announcements;
import io.fixres.ingest.messaging.RequestHandler;
import io.fixres.ingest.source.Buckets;
import io.fixres.ingest.source.Sources;
import io.fixres.kit.configuration.ProcessName;
import io.fixres.kit.configuration.StoreConfiguration;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the parts of this service together. */
@ApplicationScoped
public class IngestProducers {
    private final IngestConfiguration configuration;

    IngestProducers(IngestConfiguration configuration) {
        this.configuration = configuration;
    }

    @Produces
    @Singleton
    JobBoard jobBoard(ObjectStore store, ProcessName process) {
        return new JobBoard(store, process.value(), configuration.leaseTerm(), System::nanoTime);
    }

    @Produces
    @Singleton
    DatasetStorage datasetStorage(ObjectStore store) {
        return new DatasetStorage(store);
    }

    @Produces
    @Singleton
    Announcements announcements(DatasetStorage datasets, EventPublisher publisher) {
        return new Announcements(datasets, publisher);
    }

    @Produces
    @Singleton
    RequestHandler requestHandler(ObjectStore store, JobBoard board, Announcements announcements) {
        return new RequestHandler(store, board, announcements, Clock.systemUTC());
    }

    @Produces
    @Singleton
    IngestMeters ingestMeters(MeterRegistry registry) {
        return new IngestMeters(registry);
    }

    @Produces
    @Singleton
    Ingest ingest(ObjectStore store, StoreConfiguration settings, DatasetStorage datasets, IngestMeters meters) {
        IngestLimits limits = new IngestLimits(
                configuration.maxImagePixels(),
                configuration.maxFileBytes(),
                configuration.maxArchiveBytes(),
                configuration.maxEntries(),
                configuration.maxExpansionRatio());
        int threads = configuration.threads() > 0
                ? configuration.threads()
                : Runtime.getRuntime().availableProcessors();
        return new Ingest(new Sources(new Buckets(store, settings)), datasets, limits, threads, meters);
    }

    @Produces
    @Singleton
    WorkDirectory workDirectory() {
        return new WorkDirectory(configuration.workDirectory());
    }

    void closeWorkDirectory(@Disposes WorkDirectory work) {
        work.close();
    }

    @Produces
    @Singleton
    WorkerThread workerThread(
            ObjectStore store,
            JobBoard board,
            Ingest ingest,
            Announcements announcements,
            WorkDirectory work,
            IngestMeters meters,
            Traces traces) {
        WorkerTimes times = new WorkerTimes(
                configuration.leaseTerm().dividedBy(6), configuration.pollInterval(), configuration.retryPause());
        return new WorkerThread(
                new IngestWorker(store, board, ingest, announcements, work, meters, times, traces), times);
    }
}
