package io.fixres.page.web;

import io.fixres.report.picture.DatasetPictures;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Thumbnails of the images of datasets. */
@Path("/api/datasets/{dataset: [A-Za-z0-9._-]+}")
public class HeldOutPictureResource {
    private final DatasetPictures datasets;

    HeldOutPictureResource(DatasetPictures datasets) {
        this.datasets = datasets;
    }

    @GET
    @Path("{split: [a-z]+}/{sample: \\d{1,12}}.jpg")
    public Response heldOut(
            @PathParam("dataset") String dataset, @PathParam("split") String split, @PathParam("sample") long sample) {
        return datasets.thumbnail(dataset, split, sample)
                .map(jpeg -> Answers.picture("image/jpeg", jpeg))
                .orElseGet(Answers::noPicture);
    }
}
