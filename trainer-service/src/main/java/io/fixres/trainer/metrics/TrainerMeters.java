package io.fixres.trainer.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every meter of trainer-service. Names below are Micrometer's; Prometheus shows them with underscores, counters with
 * {@code _total}, timers in seconds.
 */
public final class TrainerMeters {
    public static final String LOSS = "fixres.trainer.loss";
    public static final String ACCURACY = "fixres.trainer.accuracy";
    public static final String LEARNING_RATE = "fixres.trainer.learning.rate";
    public static final String IMAGES = "fixres.trainer.images";
    public static final String DATA_WAIT = "fixres.trainer.data.wait";
    public static final String STEP = "fixres.trainer.step";
    public static final String ORDERS_OPEN = "fixres.trainer.orders.open";
    public static final String BYTES_IN_FLIGHT = "fixres.trainer.bytes.in.flight";
    public static final String REORDERS = "fixres.trainer.reorders";
    public static final String LATE_ORDERS = "fixres.trainer.late.orders";
    public static final String REUSED = "fixres.trainer.reused.images";
    public static final String DUPLICATES = "fixres.trainer.duplicate.images";
    public static final String SAVE = "fixres.trainer.save";
    public static final String SAVED_BYTES = "fixres.trainer.saved.bytes";
    public static final String EXPERIMENTS = "fixres.trainer.experiments";
    public static final String RUNNING = "fixres.trainer.running";
    public static final String EXPERIMENT = "fixres.trainer.experiment";

    /** How a run ended. */
    public enum Outcome {
        COMPLETED,
        FAILED,
        CANCELLED,
        RELEASED,
        LEASE_LOST
    }

    /** What is saved. */
    public enum Saved {
        CHECKPOINT,
        RESUME
    }

    private final MeterRegistry registry;
    private final AtomicLong ordersOpen;
    private final AtomicLong bytesInFlight;
    private final AtomicLong running = new AtomicLong();
    private final Counter images;
    private final Counter reorders;
    private final Counter lateOrders;
    private final Counter duplicates;
    private final Counter reused;
    private final Timer dataWait;
    private final Timer step;
    private final Map<Saved, Timer> saves = new EnumMap<>(Saved.class);
    private final Map<Saved, Counter> savedBytes = new EnumMap<>(Saved.class);
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private volatile Gauge experiment;
    private volatile double loss = Double.NaN;
    private volatile double accuracy = Double.NaN;
    private volatile double learningRate = Double.NaN;

    /** Registers all meters, so that they are there from the start. */
    public TrainerMeters(MeterRegistry registry) {
        this.registry = registry;
        this.ordersOpen = registry.gauge(ORDERS_OPEN, new AtomicLong());
        this.bytesInFlight = registry.gauge(BYTES_IN_FLIGHT, new AtomicLong());
        Gauge.builder(RUNNING, running, AtomicLong::get)
                .description("experiments that this process trains, 0 or 1")
                .register(registry);
        Gauge.builder(LOSS, () -> loss)
                .description("mean training loss since the epoch began, nats")
                .register(registry);
        Gauge.builder(ACCURACY, () -> accuracy)
                .description("training accuracy since the epoch began, 0 to 1")
                .register(registry);
        Gauge.builder(LEARNING_RATE, () -> learningRate)
                .description("learning rate of the last step")
                .register(registry);
        this.images = Counter.builder(IMAGES).description("images trained on").register(registry);
        this.reorders = Counter.builder(REORDERS)
                .description("orders asked again because they were overdue or their answer was damaged")
                .register(registry);
        this.lateOrders = Counter.builder(LATE_ORDERS)
                .description("orders answered after they had been asked again")
                .register(registry);
        this.reused = Counter.builder(REUSED)
                .description("images that were not ordered again, since their features were stored")
                .register(registry);
        this.duplicates = Counter.builder(DUPLICATES)
                .description("images received again and dropped")
                .register(registry);
        this.dataWait = Timer.builder(DATA_WAIT)
                .description("time that a step waited for its batch")
                .register(registry);
        this.step = Timer.builder(STEP).description("time of an optimizer step").register(registry);
        for (Saved kind : Saved.values()) {
            saves.put(kind, save(kind));
            savedBytes.put(kind, savedBytes(kind));
        }
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, outcome(outcome));
        }
    }

    /** After a step: how long its batch was waited for and how long it took. */
    public void step(int n, Duration waited, Duration took) {
        images.increment(n);
        dataWait.record(waited);
        step.record(took);
    }

    /** Where training stands. */
    public void progress(double newLoss, double newAccuracy, double newLearningRate) {
        loss = newLoss;
        accuracy = newAccuracy;
        learningRate = newLearningRate;
    }

    /** Orders and bytes under way. */
    public void inFlight(int orders, long bytes) {
        ordersOpen.set(orders);
        bytesInFlight.set(bytes);
    }

    /** An order was asked again. */
    public void reorder() {
        reorders.increment();
    }

    /** An order was answered whole after it had been asked again. */
    public void lateOrder() {
        lateOrders.increment();
    }

    /** An image was not ordered again. */
    public void reused() {
        reused.increment();
    }

    /** Images were dropped because they were there already. */
    public void duplicates(int n) {
        duplicates.increment(n);
    }

    /** Something was saved to the store. */
    public void saved(Saved kind, Duration took, long bytes) {
        saves.get(kind).record(took);
        savedBytes.get(kind).increment(bytes);
    }

    /** A run of an experiment begins; until it ends, a meter of value 1 carries the experiment's id as its label. */
    public void began(String id) {
        running.set(1);
        experiment = Gauge.builder(EXPERIMENT, () -> 1)
                .description("1 for the experiment that this process trains")
                .tag("experiment", id)
                .register(registry);
    }

    /** A run is over. */
    public void ended(Outcome outcome) {
        running.set(0);
        inFlight(0, 0);
        if (experiment != null) {
            registry.remove(experiment);
            experiment = null;
        }
        outcomes.get(outcome).increment();
    }

    private Timer save(Saved kind) {
        return Timer.builder(SAVE)
                .description("time to save and store weights or a resume state")
                .tag("kind", label(kind))
                .register(registry);
    }

    private Counter savedBytes(Saved kind) {
        return Counter.builder(SAVED_BYTES)
                .description("bytes stored")
                .tag("kind", label(kind))
                .register(registry);
    }

    private Counter outcome(Outcome outcome) {
        return Counter.builder(EXPERIMENTS)
                .description("runs by how they ended")
                .tag("outcome", label(outcome))
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
