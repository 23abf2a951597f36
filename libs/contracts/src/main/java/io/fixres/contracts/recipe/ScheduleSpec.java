package io.fixres.contracts.recipe;

/**
 * How the learning rate changes over a phase, per optimizer step.
 *
 * @param name constant; step: times gamma every stepEpochs; cosine: from the rate to finalShare of it
 * @param warmupEpochs epochs over which the rate grows linearly from 0; default 0
 * @param stepEpochs default 30
 * @param gamma default .1
 * @param finalShare default 0
 */
public record ScheduleSpec(Name name, Double warmupEpochs, Integer stepEpochs, Double gamma, Double finalShare) {
    public ScheduleSpec {
        name = name == null ? Name.CONSTANT : name;
        warmupEpochs = warmupEpochs == null ? 0 : warmupEpochs;
        stepEpochs = stepEpochs == null ? 30 : stepEpochs;
        gamma = gamma == null ? 0.1 : gamma;
        finalShare = finalShare == null ? 0 : finalShare;
        if (!(warmupEpochs >= 0) || stepEpochs < 1 || !(gamma > 0) || !(finalShare >= 0 && finalShare <= 1)) {
            throw new IllegalArgumentException("schedule: warmup_epochs " + warmupEpochs + " must be at least 0,"
                    + " step_epochs " + stepEpochs + " at least 1, gamma " + gamma + " above 0, final_share "
                    + finalShare + " 0 to 1");
        }
    }

    /** Schedules by name. */
    public enum Name {
        CONSTANT,
        STEP,
        COSINE
    }
}
