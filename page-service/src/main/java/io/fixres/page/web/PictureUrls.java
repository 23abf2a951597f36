package io.fixres.page.web;

import io.fixres.report.picture.PictureSample;
import io.fixres.report.snapshot.PictureAddresses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Addresses of this service, see {@link SeenPictureResource} and {@link HeldOutPictureResource}. */
public final class PictureUrls implements PictureAddresses {
    @Override
    public String seen(String experiment, String phase, PictureSample sample, int index) {
        return "/api/experiments/" + encoded(experiment) + "/pictures/" + encoded(phase) + "/" + index + ".png";
    }

    @Override
    public Optional<String> heldOut(String dataset, String split, long sample) {
        return Optional.of("/api/datasets/" + encoded(dataset) + "/" + encoded(split) + "/" + sample + ".jpg");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
