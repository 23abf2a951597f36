package io.fixres.page.pictures;

import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.configuration.KafkaClientProperties;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.page.configuration.PageConfiguration;
import io.fixres.page.configuration.PageMeters;
import io.fixres.page.feed.News;
import io.fixres.page.feed.NewsRoom;
import io.fixres.report.picture.PictureSample;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Keeps the first pictures of each phase in the store, once. Whoever is first keeps them: the object is create-only, so
 * several copies of this service do no harm. What fails is left out: a run does not depend on its pictures.
 */
@ApplicationScoped
public class PictureThread {
    private static final Logger LOGGER = Logger.getLogger(PictureThread.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Object> kafka;
    private final ObjectStore store;
    private final PictureOrders orders;
    private final NewsRoom newsRoom;
    private final PageMeters meters;
    private final Duration retryPause;
    private Thread thread;
    private volatile boolean stopping;

    PictureThread(
            KafkaClientProperties kafka,
            ObjectStore store,
            PictureOrders orders,
            NewsRoom newsRoom,
            PageMeters meters,
            PageConfiguration configuration) {
        this.kafka = kafka.values();
        this.store = store;
        this.orders = orders;
        this.newsRoom = newsRoom;
        this.meters = meters;
        this.retryPause = configuration.retryPause();
    }

    void start(@Observes StartupEvent started) {
        thread = new Thread(this::run, "pictures");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        thread.join(5_000);
    }

    private void run() {
        try {
            while (!stopping) {
                Optional<PictureOrder> order = orders.next(LOOK);
                if (order.isPresent()) {
                    fill(order.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(PictureOrder order) throws InterruptedException {
        String key = ObjectKeys.pictures(order.experiment(), order.phase());
        try {
            if (store.exists(key)) {
                return;
            }
            Optional<byte[]> pictures = BatchReader.read(kafka, order, PATIENCE, () -> !stopping);
            if (pictures.isPresent() && store.create(key, pictures.get())) {
                meters.pictures(PictureSample.read(pictures.get()).count());
                newsRoom.tell(new News.Changed(order.experiment()));
            }
        } catch (KafkaException | StoreUnavailableException e) {
            LOGGER.warnf("no pictures of %s, phase %s: %s", order.experiment(), order.phase(), e.getMessage());
            Thread.sleep(retryPause.toMillis());
        }
    }
}
