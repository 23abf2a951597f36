package io.fixres.contracts.sampling;

/**
 * Which sample stands at which position of one epoch: a pure function of (seed, phase, epoch), computed entry by entry.
 *
 * <p>Positions are 0 to {@link #length()} - 1. With {@link Shuffle#BATCHES} the composition of batches is fixed (sample
 * i of the dataset's order is in batch i / batchSize) and only whole batches change place; the last, short batch stays
 * last so that positions stay multiples of the batch size.
 */
public final class EpochOrder {
    /** Part of the random key that keeps the order apart from what the transforms draw. */
    private static final long ORDER_STREAM = 1;

    private final Shuffle shuffle;
    private final long samples;
    private final int batchSize;
    private final Permutation permutation;

    /**
     * The order of one epoch.
     *
     * @throws IllegalArgumentException if there are no samples or the batch size is not positive
     */
    public EpochOrder(long seed, int phaseIndex, int epoch, long samples, Shuffle shuffle, int batchSize) {
        if (samples < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    samples + " samples in batches of " + batchSize + ": both must be positive");
        }
        this.shuffle = shuffle;
        this.samples = samples;
        this.batchSize = batchSize;
        long entries = shuffle == Shuffle.BATCHES ? Math.max(1, samples / batchSize) : samples;
        this.permutation = new Permutation(entries, CounterRandom.key(seed, phaseIndex, epoch, ORDER_STREAM));
    }

    /** Number of positions, equal to the number of samples. */
    public long length() {
        return samples;
    }

    /** The sample at a position. */
    public long sampleAt(long position) {
        return switch (shuffle) {
            case NONE -> checked(position);
            case SAMPLES -> permutation.at(position);
            case BATCHES -> {
                long batch = checked(position) / batchSize;
                boolean whole = (batch + 1) * batchSize <= samples;
                yield whole ? permutation.at(batch) * batchSize + position % batchSize : position;
            }
        };
    }

    private long checked(long position) {
        if (position < 0 || position >= samples) {
            throw new IndexOutOfBoundsException("position " + position + " of " + samples);
        }
        return position;
    }
}
