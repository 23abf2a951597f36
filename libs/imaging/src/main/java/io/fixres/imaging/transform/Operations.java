package io.fixres.imaging.transform;

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
import io.fixres.imaging.transform.Resize.Target;

/** From a step as data to the operation that runs it. */
public final class Operations {
    private Operations() {}

    /** The operation of a step. */
    public static Operation of(TransformStep step) {
        if (step instanceof Squash s) {
            return new Resize(Target.squash(s.size()), s.interpolation(), s.antialias());
        } else if (step instanceof ResizeShort s) {
            return new Resize(Target.shortSide(s.size()), s.interpolation(), s.antialias());
        } else if (step instanceof ResizeLong s) {
            return new Resize(Target.longSide(s.size()), s.interpolation(), s.antialias());
        } else if (step instanceof CenterCrop s) {
            return Crops.center(s.size(), s.rounding());
        } else if (step instanceof RandomCrop s) {
            return Crops.random(s.size());
        } else if (step instanceof ShiftedCenterCrop s) {
            return Crops.shiftedCenter(s.size());
        } else if (step instanceof RandomResizedCrop s) {
            return new RandomResize(s);
        } else if (step instanceof Hflip s) {
            return Flips.leftRight(s.p());
        } else if (step instanceof Vflip s) {
            return Flips.topBottom(s.p());
        } else if (step instanceof ColorJitter s) {
            return new Jitter(s);
        } else if (step instanceof TrivialAugment s) {
            return Trivial.of(s);
        } else if (step instanceof RandomErasing s) {
            return new Erasing(s);
        } else if (step instanceof ToBatch) {
            return (image, random) -> image;
        }
        throw new IllegalStateException("no operation for " + step);
    }
}
