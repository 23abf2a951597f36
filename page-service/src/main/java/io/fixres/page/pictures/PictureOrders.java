package io.fixres.page.pictures;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.PhaseStarted;
import io.fixres.page.configuration.PageConfiguration;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Phases whose pictures are to be kept, oldest first. What began too long ago for its batches to be there is left out. */
@Singleton
public final class PictureOrders {
    /** A trainer orders its first batches a moment before it says that the phase has begun. */
    private static final Duration HEAD_START = Duration.ofSeconds(20);

    private final LinkedBlockingQueue<PictureOrder> waiting = new LinkedBlockingQueue<>();
    private final Duration age;
    private final Clock clock;

    public PictureOrders(PageConfiguration configuration, Clock clock) {
        this.age = configuration.pictureAge();
        this.clock = clock;
    }

    /** Takes what was said; only the beginning of a phase matters. */
    public void hear(Envelope<?> event) {
        if (event.data() instanceof PhaseStarted phase
                && event.time().isAfter(clock.instant().minus(age))) {
            waiting.add(new PictureOrder(
                    phase.experiment(),
                    phase.phase(),
                    phase.phaseIndex(),
                    phase.resolution(),
                    event.time().minus(HEAD_START)));
        }
    }

    Optional<PictureOrder> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }
}
