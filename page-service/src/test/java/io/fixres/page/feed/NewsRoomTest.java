package io.fixres.page.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.page.configuration.PageMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class NewsRoomTest {
    private final NewsRoom newsRoom = new NewsRoom(new PageMeters(new SimpleMeterRegistry()));

    @Test
    void everyOpenPageHearsTheNewsFromNowOn() {
        // Given
        List<News> first = new ArrayList<>();
        List<News> second = new ArrayList<>();
        newsRoom.tell(new News.Changed("before"));
        newsRoom.listen().subscribe().with(first::add);
        newsRoom.listen().subscribe().with(second::add);

        // When
        newsRoom.tell(new News.Changed("exp-1"));

        // Then
        assertThat(first).containsExactly(new News.Changed("exp-1"));
        assertThat(second).containsExactly(new News.Changed("exp-1"));
    }

    @Test
    void aPageThatHasGoneIsForgotten() {
        // Given
        Cancellable page = newsRoom.listen().subscribe().with(news -> {});

        // When
        page.cancel();

        // Then
        assertThat(newsRoom.listeners()).isZero();
    }

    @Test
    void aPageThatDoesNotKeepUpLosesItsConnectionAndNothingPilesUp() {
        // Given
        List<Throwable> failures = new ArrayList<>();
        newsRoom.listen().subscribe().withSubscriber(new Flow.Subscriber<News>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(News news) {}

            @Override
            public void onError(Throwable failure) {
                failures.add(failure);
            }

            @Override
            public void onComplete() {}
        });

        // When
        for (int i = 0; i < 2000; i++) {
            newsRoom.tell(new News.Changed("exp-1"));
        }

        // Then
        assertThat(failures).hasSize(1);
        assertThat(newsRoom.listeners()).isZero();
    }
}
