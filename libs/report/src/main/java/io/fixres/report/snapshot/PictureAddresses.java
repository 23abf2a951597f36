package io.fixres.report.snapshot;

import io.fixres.report.picture.PictureSample;
import java.util.Optional;

/** What stands in the {@code src} of pictures: addresses of a server, or the pictures themselves. */
public interface PictureAddresses {
    /** A picture as the trainer saw it. */
    String seen(String experiment, String phase, PictureSample sample, int index);

    /** A held-out picture of a dataset; empty if it cannot be had. */
    Optional<String> heldOut(String dataset, String split, long sample);
}
