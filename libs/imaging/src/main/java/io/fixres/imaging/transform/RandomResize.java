package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep.RandomResizedCrop;
import io.fixres.imaging.transform.Resize.Target;
import org.opencv.core.Mat;

/** Cuts a random box and resizes it. */
final class RandomResize implements BoxOperation {
    private final RandomResizedCrop step;
    private final Resize resize;

    RandomResize(RandomResizedCrop step) {
        this.step = step;
        this.resize = new Resize(Target.squash(step.size()), step.interpolation(), step.antialias());
    }

    @Override
    public CropBox box(int width, int height, CounterRandom random) {
        return CropBox.draw(step.sampler(), width, height, step.scale(), step.ratio(), random);
    }

    @Override
    public Mat within(Mat box, CounterRandom random) {
        return resize.apply(box, random);
    }
}
