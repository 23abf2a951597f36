package io.fixres.trainer.run;

import io.fixres.contracts.event.CheckpointSaved;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.kit.messaging.EventPublisher;
import io.fixres.trainer.TestRecipes;
import io.fixres.trainer.TrainerFixture;
import io.fixres.trainer.announce.PendingEvents;
import io.fixres.trainer.checkpoint.RunFiles;
import io.fixres.trainer.lease.StopSignal;
import io.fixres.trainer.metrics.TrainerMeters;
import io.fixres.trainer.queue.ExperimentQueue;
import io.fixres.trainer.state.ExperimentStates;
import io.fixres.trainer.state.StoredState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Trainers that really run experiments, with a fake network and a fake augmenter. */
final class RunFixture {
    static final String EXPERIMENT = "roses";
    private static final int UNLIMITED = Integer.MAX_VALUE;

    final TrainerFixture world = new TrainerFixture();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    StopSignal signal = new StopSignal();
    private final TrainerMeters meters = new TrainerMeters(registry);
    private final Path directory;
    private Consumer<FakeLearner> beforeStep = learner -> {};
    private Consumer<CheckpointSaved> evaluator = saved -> {};
    private Duration resumeInterval = Duration.ofHours(1);
    private Duration scoreTimeout = Duration.ofHours(1);

    RunFixture(Path directory) {
        this(directory, TestRecipes.twoPhases());
    }

    RunFixture(Path directory, Recipe recipe) {
        this.directory = directory;
        world.requests().accept(TrainerFixture.request(EXPERIMENT, recipe));
    }

    /** What happens once a checkpoint was announced. */
    RunFixture evaluator(Consumer<CheckpointSaved> action) {
        evaluator = action;
        return this;
    }

    /** Scores are not waited for. */
    RunFixture withoutPatience() {
        scoreTimeout = Duration.ZERO;
        return this;
    }

    /** What happens before each step from now on. */
    RunFixture beforeStep(Consumer<FakeLearner> action) {
        beforeStep = action;
        return this;
    }

    /** A resume state after every step. */
    RunFixture saveAfterEveryStep() {
        resumeInterval = Duration.ZERO;
        return this;
    }

    /** The next run is not asked to stop. */
    void renewSignal() {
        signal = new StopSignal();
    }

    /** Claims what there is to claim and runs it to its end. */
    boolean runNext(String trainer) {
        return runNext(trainer, new Fuse(UNLIMITED));
    }

    /** The same with a trainer that dies when its fuse has blown; false if there was nothing to claim. */
    boolean runNext(String trainer, Fuse fuse) {
        MortalStore store = new MortalStore(world.store, fuse);
        EventPublisher publisher = events -> {
            for (Envelope<?> event : events) {
                fuse.burn();
                world.publisher.publish(event);
                if (event.data() instanceof CheckpointSaved saved) {
                    evaluator.accept(saved);
                }
            }
        };
        ExperimentQueue queue = world.queue(trainer, store, publisher);
        Optional<StoredState> claimed = queue.claimNext();
        if (claimed.isEmpty()) {
            world.passTerm();
            claimed = queue.claimNext();
        }
        claimed.ifPresent(stored -> runner(trainer, store, publisher).run(stored, signal));
        return claimed.isPresent();
    }

    private ExperimentRunner runner(String trainer, MortalStore store, EventPublisher publisher) {
        ExperimentStates states = new ExperimentStates(store);
        return new ExperimentRunner(
                store,
                states,
                new PendingEvents(states, publisher),
                publisher,
                new RunFiles(store, directory, meters),
                (network, classes, seed) -> new FakeLearner(seed, learner -> beforeStep.accept(learner)),
                new FakeFeeds(meters),
                meters,
                new RunSettings(trainer, Duration.ofHours(1), resumeInterval, Duration.ofHours(1), scoreTimeout),
                world.spans.traces());
    }

    ExperimentState state() {
        return world.state(EXPERIMENT);
    }

    /** The sum of the weights of the last checkpoint. */
    String finalWeights() {
        CheckpointRef last = state().checkpoints().get(state().checkpoints().size() - 1);
        return last.sha256();
    }
}
