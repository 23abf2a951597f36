package io.fixres.cli.flowers;

import io.fixres.contracts.sampling.CounterRandom;

/**
 * One flower in one picture: everything that the painter needs, drawn from a counter-based generator.
 *
 * @param traits of this one flower
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param centreX in pixels
 * @param centreY in pixels
 * @param radius in pixels; the flower's diameter is 40 to 70 % of the picture's short side
 * @param turn angle of the first petal in radians
 * @param tilt height of the flower as a share of its width, as if seen from the side
 * @param colour RGB of the petals, 0 to 255
 * @param diskColour RGB of the disk
 * @param background RGB at the top and at the bottom of the picture
 * @param noise standard deviation of the grain in grey levels
 * @param grainKey key of the background's pattern and the grain
 */
record Flower(
        Traits traits,
        int width,
        int height,
        double centreX,
        double centreY,
        double radius,
        double turn,
        double tilt,
        Rgb colour,
        Rgb diskColour,
        Rgb[] background,
        double noise,
        long grainKey) {
    /** Petal colours: white, yellow, pink, orange, violet. */
    private static final Rgb[] PALETTE = {
        new Rgb(232, 230, 226),
        new Rgb(236, 200, 52),
        new Rgb(226, 124, 168),
        new Rgb(228, 132, 60),
        new Rgb(150, 104, 196)
    };

    private static final Rgb[] GROUNDS = {
        new Rgb(58, 96, 48), new Rgb(92, 116, 66), new Rgb(104, 86, 62), new Rgb(126, 152, 176), new Rgb(70, 74, 66)
    };

    /** How often a flower has the usual colour of its species; else any of the palette. */
    private static final double USUAL_COLOUR = 0.35;

    /** Red, green and blue, 0 to 255. */
    record Rgb(double red, double green, double blue) {
        Rgb shaded(double factor) {
            return new Rgb(red * factor, green * factor, blue * factor);
        }

        Rgb mixed(Rgb other, double share) {
            return new Rgb(
                    red + (other.red - red) * share,
                    green + (other.green - green) * share,
                    blue + (other.blue - blue) * share);
        }
    }

    /** Draws the flower of a species. */
    static Flower draw(Species species, CounterRandom random) {
        int width = 80 + random.nextInt(81);
        int height = 80 + random.nextInt(81);
        int shortSide = Math.min(width, height);
        double radius = shortSide * random.nextDouble(0.40, 0.70) / 2;
        double slackX = (width - 2 * radius) / 2;
        double slackY = (height - 2 * radius) / 2;
        int colour = random.nextBoolean(USUAL_COLOUR) ? species.usualColour() : random.nextInt(PALETTE.length);
        Rgb petals = jittered(PALETTE[colour], random).shaded(random.nextDouble(0.70, 1.05));
        Rgb disk = jittered(random.nextBoolean(0.5) ? new Rgb(206, 160, 50) : new Rgb(96, 66, 40), random)
                .shaded(random.nextDouble(0.8, 1.1));
        Rgb[] background = {ground(random), ground(random)};
        return new Flower(
                Traits.of(species, random),
                width,
                height,
                width / 2.0 + slackX * random.nextDouble(-0.6, 0.6),
                height / 2.0 + slackY * random.nextDouble(-0.6, 0.6),
                radius,
                random.nextDouble(0, 2 * Math.PI),
                random.nextDouble(0.55, 1.0),
                petals,
                disk,
                background,
                random.nextDouble(6, 20),
                random.nextLong());
    }

    private static Rgb ground(CounterRandom random) {
        return jittered(GROUNDS[random.nextInt(GROUNDS.length)], random).shaded(random.nextDouble(0.6, 1.2));
    }

    private static Rgb jittered(Rgb colour, CounterRandom random) {
        return new Rgb(
                colour.red() + random.nextDouble(-22, 22),
                colour.green() + random.nextDouble(-22, 22),
                colour.blue() + random.nextDouble(-22, 22));
    }
}
