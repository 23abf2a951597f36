package io.fixres.imaging.transform;

import io.fixres.contracts.evaluation.ObjectSize;
import io.fixres.contracts.evaluation.TrainingView;
import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.contracts.transform.TransformStep.CenterCrop;
import io.fixres.contracts.transform.TransformStep.ColorJitter;
import io.fixres.contracts.transform.TransformStep.Hflip;
import io.fixres.contracts.transform.TransformStep.RandomCrop;
import io.fixres.contracts.transform.TransformStep.RandomErasing;
import io.fixres.contracts.transform.TransformStep.RandomResizedCrop;
import io.fixres.contracts.transform.TransformStep.ResizeLong;
import io.fixres.contracts.transform.TransformStep.ResizeShort;
import io.fixres.contracts.transform.TransformStep.ShiftedCenterCrop;
import io.fixres.contracts.transform.TransformStep.Squash;
import io.fixres.contracts.transform.TransformStep.ToBatch;
import io.fixres.contracts.transform.TransformStep.TrivialAugment;
import io.fixres.contracts.transform.TransformStep.Vflip;
import io.fixres.imaging.ImageHeader;
import io.fixres.imaging.transform.Resize.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.opencv.core.Size;

/**
 * How large objects look under a transform, by Monte Carlo: the boxes and sizes are those that the operations themselves
 * draw and compute, without their pixels.
 */
public final class ApparentSize {
    /** The standard error of a mean ratio is then under half a percent for any published transform. */
    private static final int DRAWS = 8192;

    private static final long RANDOM_KEY = 0x6f626a656374L;

    private ApparentSize() {}

    /**
     * An image on its way.
     *
     * @param scale pixels of now for each pixel of the encoded image, geometric mean of both directions
     */
    private record Frame(double width, double height, double scale) {
        Frame resized(Size size) {
            return new Frame(size.width, size.height, scale * Math.sqrt(size.width / width * (size.height / height)));
        }

        Frame cut(double toWidth, double toHeight) {
            return new Frame(toWidth, toHeight, scale);
        }
    }

    /**
     * Compares a test transform with the train transform.
     *
     * @param images number of images; each is drawn for equally often, but for one
     * @param sizes of the encoded images, by number
     * @return empty if a step of either is not known to this class, or without images
     */
    public static Optional<ObjectSize> compare(
            TrainingView training, List<TransformStep> test, int images, IntFunction<ImageHeader> sizes) {
        CounterRandom random = CounterRandom.of(RANDOM_KEY);
        double trainSum = 0;
        double testSum = 0;
        double ratioSum = 0;
        for (int i = 0; i < DRAWS && images > 0; i++) {
            // Fewer draws than images would take the first ones only, so they are spread.
            ImageHeader size = sizes.apply((int) ((long) i * images / DRAWS));
            Optional<Double> train = scale(training.steps(), size, random);
            Optional<Double> tested = scale(test, size, random);
            if (train.isEmpty() || tested.isEmpty()) {
                return Optional.empty();
            }
            trainSum += train.get();
            testSum += tested.get();
            ratioSum += tested.get() / train.get();
        }
        return images == 0
                ? Optional.empty()
                : Optional.of(
                        new ObjectSize(training.phase(), trainSum / DRAWS, testSum / DRAWS, ratioSum / DRAWS, DRAWS));
    }

    /** By how much a transform scales an image of a size, this time. */
    static Optional<Double> scale(List<TransformStep> steps, ImageHeader size, CounterRandom random) {
        Optional<Frame> frame = Optional.of(new Frame(size.width(), size.height(), 1));
        for (TransformStep step : steps) {
            frame = frame.flatMap(f -> after(step, f, random));
        }
        return frame.map(Frame::scale);
    }

    private static Optional<Frame> after(TransformStep step, Frame f, CounterRandom random) {
        int width = (int) f.width();
        int height = (int) f.height();
        if (step instanceof Squash s) {
            return Optional.of(f.resized(Target.squash(s.size()).of(width, height)));
        } else if (step instanceof ResizeShort s) {
            return Optional.of(f.resized(Target.shortSide(s.size()).of(width, height)));
        } else if (step instanceof ResizeLong s) {
            return Optional.of(f.resized(Target.longSide(s.size()).of(width, height)));
        } else if (step instanceof RandomResizedCrop s) {
            CropBox box = CropBox.draw(s.sampler(), width, height, s.scale(), s.ratio(), random);
            return Optional.of(f.cut(box.width(), box.height())
                    .resized(Target.squash(s.size()).of(box.width(), box.height())));
        } else if (step instanceof CenterCrop s) {
            return Optional.of(f.cut(s.size(), s.size()));
        } else if (step instanceof ShiftedCenterCrop s) {
            return Optional.of(f.cut(s.size(), s.size()));
        } else if (step instanceof RandomCrop s) {
            return Optional.of(f.cut(s.size(), s.size()));
        } else if (step instanceof Hflip
                || step instanceof Vflip
                || step instanceof ColorJitter
                || step instanceof TrivialAugment
                || step instanceof RandomErasing
                || step instanceof ToBatch) {
            // TrivialAugment mirrors, turns, shears and moves, all of which keep areas.
            return Optional.of(f);
        }
        return Optional.empty();
    }
}
