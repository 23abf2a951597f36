package io.fixres.cli.stack;

import java.util.Optional;

/**
 * How a stack is started.
 *
 * @param services false for broker and store alone
 * @param augmenters copies of augment-service
 * @param trainers copies of trainer-service
 * @param kafkaPort port of the broker; absent for the last one used in this home, or any free one
 * @param storePort port of the store, likewise
 * @param servicePort port of the first service, the others follow; absent for free ones
 * @param pagePort port of the page; absent for the last one used in this home, or a free one
 */
public record StackOptions(
        boolean services,
        int augmenters,
        int trainers,
        Optional<Integer> kafkaPort,
        Optional<Integer> storePort,
        Optional<Integer> servicePort,
        Optional<Integer> pagePort) {
    /** Copies of a service that a machine can hold; more is a slip of the finger. */
    private static final int MOST = 64;

    /** Refuses counts outside 1 to 64. */
    public StackOptions {
        between("--augmenters", augmenters);
        between("--trainers", trainers);
    }

    /** One of each, free ports. */
    public static StackOptions standard() {
        return new StackOptions(true, 1, 1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void between(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(option + " is " + value + " but must be 1 to " + MOST);
        }
    }
}
