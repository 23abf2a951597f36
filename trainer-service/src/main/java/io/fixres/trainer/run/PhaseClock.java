package io.fixres.trainer.run;

/**
 * Time that a phase has taken, over all attempts.
 *
 * @param seconds of wall-clock time, data waited for included
 * @param waited seconds spent waiting for data
 * @param images trained on
 */
public record PhaseClock(double seconds, double waited, long images) {
    /** No time yet. */
    public static final PhaseClock ZERO = new PhaseClock(0, 0, 0);

    PhaseClock plus(double moreSeconds, double moreWaited, long moreImages) {
        return new PhaseClock(seconds + moreSeconds, waited + moreWaited, images + moreImages);
    }

    PhaseClock minus(PhaseClock other) {
        return new PhaseClock(seconds - other.seconds, waited - other.waited, images - other.images);
    }

    double imagesPerSecond() {
        return seconds > 0 ? images / seconds : 0;
    }

    double waitShare() {
        return seconds > 0 ? waited / seconds : 0;
    }
}
