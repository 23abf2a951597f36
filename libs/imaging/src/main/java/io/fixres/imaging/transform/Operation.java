package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import org.opencv.core.Mat;

/** A step that is ready to run: pure in the pixels and the generator, safe for use by several threads. */
public interface Operation {
    /**
     * The changed image: a new Mat, a view of the input, or the input itself. The input is left as it is.
     *
     * @param image uint8 RGB
     */
    Mat apply(Mat image, CounterRandom random);
}
