package io.fixres.trainer.run;

import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.ExperimentCompleted;
import io.fixres.contracts.event.ExperimentStarted;
import io.fixres.contracts.event.PhaseSummary;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.contracts.experiment.ExperimentState.CheckpointRef;
import io.fixres.contracts.experiment.ExperimentState.ResumePoint;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.trainer.announce.TrainerEvents;
import io.fixres.trainer.orders.PhasePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phases of one attempt, from where the experiment stands to its end. */
final class PhaseSequence {
    private final RunContext context;
    private final DataFeeds feeds;

    PhaseSequence(RunContext context, DataFeeds feeds) {
        this.context = context;
        this.feeds = feeds;
    }

    void run() {
        Optional<ResumePoint> position = context.state().current().position();
        int first = position.map(ResumePoint::phaseIndex)
                .orElseGet(() -> context.state().current().phases().size());
        repairLatest();
        announceStart(position, first);
        for (int index = first; index < context.recipe().phases().size(); index++) {
            PhaseSpec phase = context.recipe().phases().get(index);
            int current = index;
            context.traces()
                    .within(
                            "phase",
                            Map.of("phase", phase.name(), "phase_index", index, "resolution", phase.resolution()),
                            () -> runPhase(current, current == first ? position : Optional.empty()));
        }
        complete();
    }

    /** An attempt may have died between the commit of a checkpoint and the pointer to it. */
    private void repairLatest() {
        List<CheckpointRef> checkpoints = context.state().current().checkpoints();
        if (!checkpoints.isEmpty()) {
            CheckpointRef newest = checkpoints.get(checkpoints.size() - 1);
            context.persistence().run(() -> context.files().pointToLatest(context.experiment(), newest));
        }
    }

    private void announceStart(Optional<ResumePoint> position, int first) {
        ExperimentState state = context.state().current();
        long step = position.map(ResumePoint::step).orElseGet(() -> stepsBefore(first));
        ExperimentStarted started = new ExperimentStarted(
                state.experiment(),
                state.attempt(),
                state.recipeName(),
                state.dataset().orElseThrow(),
                context.recipe().network().name(),
                context.learner().parameterCount(),
                context.trainSamples(),
                step,
                context.settings().trainer());
        commit(TrainerEvents.of(started, state.attempt()));
    }

    private void commit(Envelope<?> event) {
        context.persistence().run(() -> context.state().commit(edit -> {}, List.of(event)));
    }

    private void runPhase(int index, Optional<ResumePoint> position) {
        PhaseSpec phase = context.recipe().phases().get(index);
        PhasePlan plan = new PhasePlan(context.recipe().seed(), index, phase, context.trainSamples());
        PhaseClock clock = PhaseClock.ZERO;
        if (position.isEmpty()) {
            startWeights(index);
        }
        context.learner().beginPhase(phase, index, plan.stepsPerEpoch());
        if (position.isPresent()) {
            clock = context.persistence().get(() -> context.files().restore(context.learner(), position.get()));
        }
        new PhaseRun(context, plan, stepsBefore(index), position, clock).run(feeds);
    }

    private void startWeights(int index) {
        Optional<CheckpointRef> source = source(index);
        Optional<String> initial = context.recipe().network().initialWeights();
        context.persistence().run(() -> {
            if (source.isPresent()) {
                context.files().load(context.learner(), source.get());
            } else if (initial.isPresent()) {
                context.files().loadInitial(context.learner(), initial.get());
            }
        });
    }

    /** The checkpoint that the phase gives from which a phase starts; empty for a fresh network. */
    private Optional<CheckpointRef> source(int index) {
        int start = context.recipe().startOf(index);
        if (start < 0) {
            return Optional.empty();
        }
        Optional<Integer> result = summary(start).flatMap(PhaseSummary::resultEpoch);
        return Optional.of(context.state().current().checkpoints().stream()
                .filter(c -> c.phaseIndex() == start
                        && result.map(epoch -> epoch == c.epoch()).orElse(true))
                .max(Comparator.comparingInt(CheckpointRef::epoch))
                .orElseThrow(() -> new IllegalStateException(
                        "phase " + context.recipe().phases().get(start).name() + " is done but has no checkpoint")));
    }

    private Optional<PhaseSummary> summary(int index) {
        return context.state()
                .current()
                .summary(context.recipe().phases().get(index).name());
    }

    /** Steps of the phases before; one that stopped early had fewer than its recipe says. */
    private long stepsBefore(int index) {
        long steps = 0;
        for (int i = 0; i < index; i++) {
            PhaseSpec phase = context.recipe().phases().get(i);
            PhasePlan plan = new PhasePlan(context.recipe().seed(), i, phase, context.trainSamples());
            steps += plan.stepsPerEpoch() * summary(i).map(PhaseSummary::epochs).orElse(phase.epochs());
        }
        return steps;
    }

    private void complete() {
        ExperimentState state = context.state().current();
        List<String> evaluations = state.checkpoints().stream()
                .flatMap(checkpoint -> evaluationKeys(checkpoint).stream())
                .toList();
        double seconds =
                state.phases().stream().mapToDouble(PhaseSummary::seconds).sum();
        ExperimentCompleted completed =
                new ExperimentCompleted(state.experiment(), state.attempt(), seconds, state.phases(), evaluations);
        List<Envelope<?>> events = List.of(TrainerEvents.of(completed, "completed"));
        context.persistence()
                .run(() -> context.state().finish(edit -> edit.completed().position(Optional.empty()), events));
    }

    private List<String> evaluationKeys(CheckpointRef checkpoint) {
        boolean last = checkpoint.epoch()
                == context.recipe().phases().get(checkpoint.phaseIndex()).epochs() - 1;
        return context.recipe().evaluationsOf(checkpoint.phase(), last).stream()
                .map(request -> ObjectKeys.evaluation(
                        context.experiment(), checkpoint.phase(), checkpoint.epoch(), checkpoint.attempt(), request))
                .toList();
    }
}
