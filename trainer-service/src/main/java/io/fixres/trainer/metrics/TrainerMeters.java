package io.fixres.trainer.metrics;

import io.fixres.contracts.topic.Topics;
import io.fixres.kit.metrics.DeadLetterCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
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
    public static final String OPEN_ORDERS = "fixres.trainer.open.orders";
    public static final String IN_FLIGHT = "fixres.trainer.in.flight";
    public static final String SENT_ORDERS = "fixres.trainer.sent.orders";
    public static final String REORDERS = "fixres.trainer.repeated.orders";
    public static final String LATE_ORDERS = "fixres.trainer.late.orders";
    public static final String REUSED = "fixres.trainer.reused.images";
    public static final String DUPLICATES = "fixres.trainer.duplicate.images";
    public static final String SAVE = "fixres.trainer.save";
    public static final String SAVE_SIZE = "fixres.trainer.save.size";
    public static final String EXPERIMENTS = "fixres.trainer.experiments";
    public static final String RUNNING = "fixres.trainer.running";
    public static final String EXPERIMENT = "fixres.trainer.experiment";

    /** Stands for the topics of all resolutions where records are counted: a resolution is no closed set. */
    public static final String BATCHES = "fixres.batches";

    private static final String ORDERS_UNIT = "orders";
    private static final String IMAGES_UNIT = "images";

    /** Upper bounds of the buckets of steps and waits: from a tiny network on a GPU to a large one on a busy laptop. */
    private static final Duration[] STEP_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

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
    private final AtomicLong openOrders = new AtomicLong();
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final AtomicLong running = new AtomicLong();
    private final Counter images;
    private final Counter sentOrders;
    private final Counter reorders;
    private final Counter lateOrders;
    private final Counter duplicates;
    private final Counter reused;
    private final Timer dataWait;
    private final Timer step;
    private final Map<Saved, Timer> saves = new EnumMap<>(Saved.class);
    private final Map<Saved, DistributionSummary> saveSizes = new EnumMap<>(Saved.class);
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final DeadLetterCounter deadLetters;
    private volatile Gauge experiment;
    private volatile double loss = Double.NaN;
    private volatile double accuracy = Double.NaN;
    private volatile double learningRate = Double.NaN;

    /** Registers all meters but the name of the experiment, so that they are there from the start. */
    public TrainerMeters(MeterRegistry registry) {
        this.registry = registry;
        this.images = counter(IMAGES, IMAGES_UNIT, "images trained on");
        this.sentOrders = counter(SENT_ORDERS, ORDERS_UNIT, "orders handed to the broker, repetitions included");
        this.reorders = counter(
                REORDERS, ORDERS_UNIT, "orders asked again because they were overdue or their answer was damaged");
        this.lateOrders = counter(LATE_ORDERS, ORDERS_UNIT, "orders answered after they had been asked again");
        this.reused =
                counter(REUSED, IMAGES_UNIT, "images that were not ordered again, since their features were stored");
        this.duplicates = counter(DUPLICATES, IMAGES_UNIT, "images received again and dropped");
        this.dataWait = histogram(DATA_WAIT, "time that a step waited for its batch");
        this.step = histogram(STEP, "time of an optimizer step without the wait for its batch");
        this.deadLetters = new DeadLetterCounter(registry, Topics.EXPERIMENTS, BATCHES);
        registerGauges();
        for (Saved kind : Saved.values()) {
            saves.put(kind, save(kind));
            saveSizes.put(kind, saveSize(kind));
        }
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, outcome(outcome));
        }
    }

    private void registerGauges() {
        Gauge.builder(OPEN_ORDERS, openOrders, AtomicLong::get)
                .baseUnit(ORDERS_UNIT)
                .description("orders asked for and not answered whole")
                .register(registry);
        Gauge.builder(IN_FLIGHT, bytesInFlight, AtomicLong::get)
                .baseUnit("bytes")
                .description("pixels ordered or received and not trained on")
                .register(registry);
        Gauge.builder(RUNNING, running, AtomicLong::get)
                .description("experiments that this process trains, 0 or 1")
                .register(registry);
        Gauge.builder(LOSS, () -> loss)
                .baseUnit("nats")
                .description("mean training loss since the epoch began")
                .register(registry);
        Gauge.builder(ACCURACY, () -> accuracy)
                .description("training accuracy since the epoch began, 0 to 1")
                .register(registry);
        Gauge.builder(LEARNING_RATE, () -> learningRate)
                .description("learning rate of the last step")
                .register(registry);
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
        openOrders.set(orders);
        bytesInFlight.set(bytes);
    }

    /** An order was handed to the broker, for the first time or again. */
    public void ordered() {
        sentOrders.increment();
    }

    /**
     * A record was handed to the dead letters of its topic.
     *
     * @param topic {@code Topics.EXPERIMENTS} or {@link #BATCHES}
     */
    public void deadLetter(String topic) {
        deadLetters.refused(topic);
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
        saveSizes.get(kind).record(bytes);
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

    /** An experiment ended without a run: it was refused, its data was, or it was cancelled while it waited. */
    public void endedUnrun(Outcome outcome) {
        outcomes.get(outcome).increment();
    }

    private Timer save(Saved kind) {
        return Timer.builder(SAVE)
                .description("time to save and store weights or a resume state")
                .tag("kind", label(kind))
                .register(registry);
    }

    private DistributionSummary saveSize(Saved kind) {
        return DistributionSummary.builder(SAVE_SIZE)
                .baseUnit("bytes")
                .description("size of stored weights or of a stored resume state")
                .tag("kind", label(kind))
                .register(registry);
    }

    private Counter outcome(Outcome outcome) {
        return Counter.builder(EXPERIMENTS)
                .baseUnit("experiments")
                .description("experiments and attempts by how they ended")
                .tag("outcome", label(outcome))
                .register(registry);
    }

    private Counter counter(String name, String unit, String description) {
        return Counter.builder(name).baseUnit(unit).description(description).register(registry);
    }

    private Timer histogram(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(STEP_BUCKETS)
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
