package io.fixres.page.feed;

import io.fixres.page.configuration.PageMeters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes news on to all open pages. A page that does not keep up loses its connection, connects again and reads anew. */
@Singleton
public final class NewsRoom {
    private static final int MOST_WAITING = 512;

    private final Set<MultiEmitter<? super News>> listeners = ConcurrentHashMap.newKeySet();
    private final PageMeters meters;

    public NewsRoom(PageMeters meters) {
        this.meters = meters;
    }

    /** News from now on, until the page goes. */
    public Multi<News> listen() {
        return Multi.createFrom()
                .<News>emitter(this::admit, BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(MOST_WAITING);
    }

    private void admit(MultiEmitter<? super News> listener) {
        listeners.add(listener);
        meters.streamOpened();
        listener.onTermination(() -> {
            listeners.remove(listener);
            meters.streamClosed();
        });
    }

    /** Tells all pages. */
    public void tell(News news) {
        listeners.forEach(listener -> listener.emit(news));
    }

    /** Pages that listen. */
    public int listeners() {
        return listeners.size();
    }
}
