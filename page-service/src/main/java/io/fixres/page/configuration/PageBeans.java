package io.fixres.page.configuration;

import io.fixres.kit.store.ObjectStore;
import io.fixres.page.web.PictureUrls;
import io.fixres.report.history.RunHistories;
import io.fixres.report.picture.DatasetPictures;
import io.fixres.report.picture.SampledPictures;
import io.fixres.report.snapshot.SnapshotReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes beans of the report library's classes. */
@ApplicationScoped
public class PageBeans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    RunHistories histories(PageConfiguration configuration) {
        return new RunHistories(configuration.experiments());
    }

    @Produces
    @Singleton
    SampledPictures sampledPictures(ObjectStore store) {
        return new SampledPictures(store);
    }

    @Produces
    @Singleton
    DatasetPictures datasetPictures(ObjectStore store) {
        return new DatasetPictures(store);
    }

    @Produces
    @Singleton
    SnapshotReader snapshots(ObjectStore store, SampledPictures sampled, Clock clock) {
        return new SnapshotReader(store, sampled, new PictureUrls(), clock);
    }
}
