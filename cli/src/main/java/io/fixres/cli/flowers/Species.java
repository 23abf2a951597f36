package io.fixres.cli.flowers;

/**
 * A kind of flower: how many petals, how broad, in how many rings, how large the disk is, and its usual colour. Colours
 * overlap between kinds, so that a picture is told by its shape as well.
 *
 * @see FlowerPainter
 */
enum Species {
    /** Thirteen narrow petals around a large disk. */
    DAISY("daisy", 13, 0.62, 1, 0.30, 0, Petal.ROUNDED),
    /** Five broad petals, small disk. */
    BUTTERCUP("buttercup", 5, 1.05, 1, 0.18, 1, Petal.ROUNDED),
    /** Eight petals with a notch at the tip. */
    COSMOS("cosmos", 8, 0.85, 1, 0.20, 2, Petal.NOTCHED),
    /** Six pointed petals, hardly a disk. */
    LILY("lily", 6, 0.80, 1, 0.10, 3, Petal.POINTED),
    /** Three rings of ten petals, hardly a disk. */
    DAHLIA("dahlia", 10, 0.80, 3, 0.10, 2, Petal.ROUNDED),
    /** Two rings of sixteen pointed petals around a large disk. */
    SUNFLOWER("sunflower", 16, 0.75, 2, 0.42, 1, Petal.POINTED);

    /** Outline of a petal along its length. */
    enum Petal {
        ROUNDED,
        POINTED,
        NOTCHED
    }

    private final String folder;
    private final int petals;
    private final double breadth;
    private final int rings;
    private final double disk;
    private final int usualColour;
    private final Petal petal;

    Species(String folder, int petals, double breadth, int rings, double disk, int usualColour, Petal petal) {
        this.folder = folder;
        this.petals = petals;
        this.breadth = breadth;
        this.rings = rings;
        this.disk = disk;
        this.usualColour = usualColour;
        this.petal = petal;
    }

    /** Name of the class folder. */
    String folder() {
        return folder;
    }

    /** Petals in a ring. */
    int petals() {
        return petals;
    }

    /** Width of a petal as a share of the angle that it has to itself. */
    double breadth() {
        return breadth;
    }

    /** Rings of petals, the inner ones shorter and turned by half a petal. */
    int rings() {
        return rings;
    }

    /** Radius of the disk as a share of the flower's. */
    double disk() {
        return disk;
    }

    /** Index into the palette of {@link Flower}. */
    int usualColour() {
        return usualColour;
    }

    /** Outline of a petal. */
    Petal petal() {
        return petal;
    }
}
