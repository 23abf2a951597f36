package io.fixres.imaging;

import nu.pattern.OpenCV;
import org.opencv.core.Core;

/** Loads OpenCV once a process. */
public final class Native {
    static {
        OpenCV.loadLocally();
        // Each of our threads decodes an image of its own; OpenCV's threads inside would only compete.
        Core.setNumThreads(1);
    }

    private Native() {}

    /** Makes sure that OpenCV is loaded. */
    public static void load() {
        // The static initialiser has done it.
    }
}
