package io.fixres.cli.flowers;

import io.fixres.contracts.sampling.CounterRandom;

/**
 * What a flower is told by: how many petals, how broad, in how many rings, how large the disk is.
 *
 * @param petals in a ring
 * @param breadth width of a petal as a share of the angle that it has to itself
 * @param rings of petals, the inner ones shorter and turned by half a petal
 * @param disk radius of the disk as a share of the flower's
 * @param outline of a petal along its length
 */
record Traits(int petals, double breadth, int rings, double disk, Outline outline) {
    /** How often a trait of a single flower is another species'. */
    private static final double HYBRID = 0.10;

    /** Outline of a petal along its length. */
    enum Outline {
        ROUNDED,
        POINTED,
        NOTCHED
    }

    /**
     * Those of one flower of a species: each trait now and then taken from another species, as in a garden where they
     * cross. Some flowers cannot be told at any resolution, so no score reaches 100 %.
     */
    static Traits of(Species species, CounterRandom random) {
        return new Traits(
                parent(species, random).petals(),
                parent(species, random).breadth(),
                parent(species, random).rings(),
                parent(species, random).disk(),
                parent(species, random).outline());
    }

    private static Traits parent(Species species, CounterRandom random) {
        Species[] all = Species.values();
        return (random.nextBoolean(HYBRID) ? all[random.nextInt(all.length)] : species).traits();
    }
}
