package io.fixres.imaging.transform;

import io.fixres.contracts.transform.TransformStep.RandomResizedCrop;
import io.fixres.imaging.transform.Resize.Target;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Cuts a random box and resizes it. */
final class RandomResize {
    private RandomResize() {}

    static Operation of(RandomResizedCrop step) {
        Resize resize = new Resize(Target.squash(step.size()), step.interpolation(), step.antialias());
        return (image, random) -> {
            CropBox box = CropBox.draw(step.sampler(), image.cols(), image.rows(), step.scale(), step.ratio(), random);
            Mat crop = image.submat(new Rect(box.x(), box.y(), box.width(), box.height()));
            Mat resized = resize.apply(crop, random);
            if (resized != crop) {
                crop.release();
            }
            return resized;
        };
    }
}
