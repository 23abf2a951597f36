package io.fixres.report.page;

import io.fixres.report.picture.DatasetPictures;
import io.fixres.report.picture.PictureSample;
import io.fixres.report.snapshot.PictureAddresses;
import java.util.Base64;
import java.util.Optional;

/** Pictures that are their own address, for a file that stands alone. */
public final class EmbeddedPictures implements PictureAddresses {
    private final DatasetPictures datasets;

    /** With the images of datasets. */
    public EmbeddedPictures(DatasetPictures datasets) {
        this.datasets = datasets;
    }

    @Override
    public String seen(String experiment, String phase, PictureSample sample, int index) {
        return data("image/png", sample.png(index));
    }

    @Override
    public Optional<String> heldOut(String dataset, String split, long sample) {
        return datasets.thumbnail(dataset, split, sample).map(jpeg -> data("image/jpeg", jpeg));
    }

    private static String data(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }
}
