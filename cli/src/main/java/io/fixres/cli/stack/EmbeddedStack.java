package io.fixres.cli.stack;

import io.fixres.contracts.topic.Topics;
import io.fixres.kit.messaging.KafkaTopics;
import io.fixres.kit.store.StoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Broker, store and services of one home, as child processes. Closing stops the services first, so that a trainer can save
 * its state and release its lease, and then what they save to. If this process is killed, the children end by themselves.
 */
public final class EmbeddedStack implements AutoCloseable {
    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SURROUNDINGS_PATIENCE = Duration.ofSeconds(15);

    private final StackHome home;
    private final StackHome.Lock lock;
    private final StackPlan plan;
    private final Consumer<String> say;
    private final List<SupervisedProcess> surroundings = new ArrayList<>();
    private final List<SupervisedProcess> services = new ArrayList<>();
    private final List<SupervisedProcess> page = new ArrayList<>();
    private boolean ready;
    private boolean closed;

    private EmbeddedStack(StackHome home, StackHome.Lock lock, StackPlan plan, Consumer<String> say) {
        this.home = home;
        this.lock = lock;
        this.plan = plan;
        this.say = say;
    }

    /**
     * Starts all processes and waits until each is healthy, but for the page, which comes a moment later.
     *
     * @param say told what a person should know
     * @throws StackRunningException if a stack runs in this home
     * @throws StackFailedException if a process does not come up
     * @throws IllegalArgumentException if a port that was asked for is taken
     */
    public static EmbeddedStack start(
            Installation installation, StackHome home, StackOptions options, Consumer<String> say) {
        StackHome.Lock lock =
                home.take().orElseThrow(() -> new StackRunningException(home, Endpoints.read(home.endpointsFile())));
        EmbeddedStack stack;
        try {
            Optional<Endpoints> last = Endpoints.read(home.endpointsFile());
            Leftovers.await(last, say);
            stack = new EmbeddedStack(home, lock, Planner.plan(installation, home, options, last), say);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        Thread hook = new Thread(stack::close, "stop-stack");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stack.bringUp();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private void bringUp() {
        Readiness readiness = new Readiness();
        launch(plan.surroundings(), surroundings);
        readiness.broker(surroundings.get(0), plan.bootstrap());
        readiness.store(
                surroundings.get(1),
                new StoreSettings(plan.store(), StackPlan.BUCKET, plan.accessKey(), plan.secretKey(), "us-east-1"));
        KafkaTopics.ensure(Map.of("bootstrap.servers", plan.bootstrap()), Topics.control());
        launch(plan.services(), services);
        services.forEach(readiness::service);
        synchronized (this) {
            ready = true;
        }
        launch(plan.page(), page);
    }

    /** Waits until the page answers, if one is shown. */
    public void awaitPage() {
        page.forEach(new Readiness()::service);
    }

    private void launch(List<ProcessSpec> specs, List<SupervisedProcess> group) {
        synchronized (this) {
            if (closed) {
                throw new StackFailedException("stopped while starting");
            }
            specs.forEach(spec -> group.add(SupervisedProcess.start(spec, say, this::record)));
        }
        record();
    }

    /** Writes where everything is, so that other commands find it and the next start finds what a crash left. */
    private synchronized void record() {
        if (!closed) {
            endpoints().write(home.endpointsFile());
        }
    }

    /** Where the stack listens. */
    public synchronized Endpoints endpoints() {
        List<Endpoints.Process> processes = new ArrayList<>();
        surroundings.forEach(p -> processes.add(p.describe()));
        services.forEach(p -> processes.add(p.describe()));
        page.forEach(p -> processes.add(p.describe()));
        return new Endpoints(
                ProcessHandle.current().pid(),
                ready,
                plan.bootstrap(),
                plan.store(),
                StackPlan.BUCKET,
                plan.accessKey(),
                plan.secretKey(),
                processes);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        page.forEach(SupervisedProcess::stop);
        stop(services, SERVICE_PATIENCE);
        stop(page, SURROUNDINGS_PATIENCE);
        stop(surroundings, SURROUNDINGS_PATIENCE);
        lock.close();
    }

    private static void stop(List<SupervisedProcess> processes, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        processes.forEach(SupervisedProcess::stop);
        processes.forEach(p -> p.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }
}
