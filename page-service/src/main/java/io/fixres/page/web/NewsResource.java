package io.fixres.page.web;

import io.fixres.contracts.Json;
import io.fixres.page.feed.News;
import io.fixres.page.feed.NewsRoom;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** News as server-sent events: {@code point} and {@code changed}, each with the JSON of {@link News}. */
@Path("/api/events")
public class NewsResource {
    /** A page that has gone is noticed by writing to it. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private final NewsRoom newsRoom;
    private final Sse sse;

    NewsResource(NewsRoom newsRoom, Sse sse) {
        this.newsRoom = newsRoom;
        this.sse = sse;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> news() {
        Multi<OutboundSseEvent> signs = Multi.createFrom()
                .ticks()
                .every(SIGN_OF_LIFE)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("here").build());
        return Multi.createBy().merging().streams(newsRoom.listen().map(this::event), signs);
    }

    private OutboundSseEvent event(News news) {
        String name = news instanceof News.Point ? "point" : "changed";
        return sse.newEvent(name, Json.text(news));
    }
}
