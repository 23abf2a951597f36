package io.fixres.cli.flowers;

import io.fixres.cli.flowers.Traits.Outline;

/**
 * A kind of flower: its traits and its usual colour. Colours overlap between kinds, so that a picture is told by its
 * shape as well.
 *
 * @see FlowerPainter
 */
enum Species {
    /** Thirteen narrow petals around a large disk. */
    DAISY("daisy", 0, new Traits(13, 0.62, 1, 0.30, Outline.ROUNDED)),
    /** Five broad petals, small disk. */
    BUTTERCUP("buttercup", 1, new Traits(5, 1.05, 1, 0.18, Outline.ROUNDED)),
    /** Eight petals with a notch at the tip. */
    COSMOS("cosmos", 2, new Traits(8, 0.85, 1, 0.20, Outline.NOTCHED)),
    /** Six pointed petals, hardly a disk. */
    LILY("lily", 3, new Traits(6, 0.80, 1, 0.10, Outline.POINTED)),
    /** Three rings of ten petals, hardly a disk. */
    DAHLIA("dahlia", 2, new Traits(10, 0.80, 3, 0.10, Outline.ROUNDED)),
    /** Two rings of sixteen pointed petals around a large disk. */
    SUNFLOWER("sunflower", 1, new Traits(16, 0.75, 2, 0.42, Outline.POINTED));

    private final String folder;
    private final int usualColour;
    private final Traits traits;

    Species(String folder, int usualColour, Traits traits) {
        this.folder = folder;
        this.usualColour = usualColour;
        this.traits = traits;
    }

    /** Name of the class folder. */
    String folder() {
        return folder;
    }

    /** Index into the palette of {@link Flower}. */
    int usualColour() {
        return usualColour;
    }

    /** Traits of a pure flower of the kind. */
    Traits traits() {
        return traits;
    }
}
