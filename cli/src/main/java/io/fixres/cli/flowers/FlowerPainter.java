package io.fixres.cli.flowers;

import io.fixres.cli.flowers.Flower.Rgb;
import io.fixres.contracts.sampling.CounterRandom;
import java.awt.image.BufferedImage;

/**
 * Paints a flower pixel by pixel with {@link StrictMath}, so that one seed gives the same pixels on every machine. Each
 * pixel is the mean of 2 x 2 points.
 */
final class FlowerPainter {
    private static final int POINTS = 2;
    /** Size in pixels of the blotches of the background. */
    private static final int BLOTCH = 14;

    private final Flower flower;
    private final double[] blotches;
    private final int blotchColumns;

    private FlowerPainter(Flower flower) {
        this.flower = flower;
        this.blotchColumns = flower.width() / BLOTCH + 2;
        int rows = flower.height() / BLOTCH + 2;
        CounterRandom random = CounterRandom.of(flower.grainKey(), 1);
        this.blotches = new double[blotchColumns * rows];
        for (int i = 0; i < blotches.length; i++) {
            blotches[i] = random.nextDouble(0.55, 1.35);
        }
    }

    /** The picture, TYPE_INT_RGB. */
    static BufferedImage paint(Flower flower) {
        FlowerPainter painter = new FlowerPainter(flower);
        CounterRandom grain = CounterRandom.of(flower.grainKey(), 2);
        BufferedImage image = new BufferedImage(flower.width(), flower.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < flower.height(); y++) {
            for (int x = 0; x < flower.width(); x++) {
                double noise =
                        flower.noise() * (grain.nextDouble() + grain.nextDouble() + grain.nextDouble() - 1.5) * 2;
                image.setRGB(x, y, packed(painter.pixel(x, y), noise));
            }
        }
        return image;
    }

    private Rgb pixel(int x, int y) {
        Rgb sum = new Rgb(0, 0, 0);
        for (int i = 0; i < POINTS * POINTS; i++) {
            Rgb point = point(x + (i % POINTS + 0.5) / POINTS, y + (i / POINTS + 0.5) / POINTS);
            sum = new Rgb(sum.red() + point.red(), sum.green() + point.green(), sum.blue() + point.blue());
        }
        return sum.shaded(1.0 / (POINTS * POINTS));
    }

    private Rgb point(double x, double y) {
        double dx = (x - flower.centreX()) / flower.radius();
        double dy = (y - flower.centreY()) / (flower.radius() * flower.tilt());
        double distance = StrictMath.sqrt(dx * dx + dy * dy);
        if (distance > 1) {
            return ground(x, y);
        }
        Traits traits = flower.traits();
        if (distance < traits.disk()) {
            return flower.diskColour().shaded(1.1 - 0.5 * distance / traits.disk());
        }
        double angle = StrictMath.atan2(dy, dx) - flower.turn();
        for (int ring = traits.rings() - 1; ring >= 0; ring--) {
            double reach = 1.0 - 0.28 * ring;
            double along = (distance - traits.disk() * 0.5) / (reach - traits.disk() * 0.5);
            double across = across(angle + ring * StrictMath.PI / traits.petals(), traits.petals());
            if (along <= 1 && across <= halfWidth(traits, along, across)) {
                return petal(along, across / Math.max(0.05, halfWidth(traits, along, across)), ring);
            }
        }
        return ground(x, y);
    }

    /** Angular distance to the middle of the nearest petal, 0 to 1 where 1 is half way to the next. */
    private static double across(double angle, int petals) {
        double turns = angle * petals / (2 * StrictMath.PI);
        return 2 * Math.abs(turns - StrictMath.floor(turns) - 0.5);
    }

    private static double halfWidth(Traits traits, double along, double across) {
        double outline =
                switch (traits.outline()) {
                    case ROUNDED -> StrictMath.sqrt(Math.max(0, 1 - StrictMath.pow(Math.abs(2 * along - 1.1), 3)));
                    case POINTED -> Math.min(1, 2.2 * (1 - along)) * Math.min(1, 0.5 + along);
                    case NOTCHED -> along > 0.84 && across < 0.30 ? 0 : Math.min(1, 0.35 + 1.1 * along);
                };
        return traits.breadth() * outline;
    }

    private Rgb petal(double along, double edge, int ring) {
        double light = 0.80 + 0.25 * along - 0.18 * edge * edge - 0.10 * ring;
        return flower.colour().shaded(light);
    }

    private Rgb ground(double x, double y) {
        Rgb base = flower.background()[0].mixed(flower.background()[1], y / flower.height());
        int column = (int) (x / BLOTCH);
        int row = (int) (y / BLOTCH);
        double fx = x / BLOTCH - column;
        double fy = y / BLOTCH - row;
        int at = row * blotchColumns + column;
        double top = blotches[at] + (blotches[at + 1] - blotches[at]) * fx;
        double bottom =
                blotches[at + blotchColumns] + (blotches[at + blotchColumns + 1] - blotches[at + blotchColumns]) * fx;
        return base.shaded(top + (bottom - top) * fy);
    }

    private static int packed(Rgb colour, double noise) {
        return level(colour.red() + noise) << 16 | level(colour.green() + noise) << 8 | level(colour.blue() + noise);
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
