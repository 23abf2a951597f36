package io.fixres.page.web;

import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.report.picture.DatasetPictures;
import io.fixres.report.picture.SampledPictures;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Pictures: as trainers got them, and of held-out splits. */
@Path("/api")
public class PictureResource {
    private static final int NOT_FOUND = 404;

    private final SampledPictures sampled;
    private final DatasetPictures datasets;

    PictureResource(SampledPictures sampled, DatasetPictures datasets) {
        this.sampled = sampled;
        this.datasets = datasets;
    }

    @GET
    @Path("experiments/{id}/pictures/{phase: [a-z0-9_]+}/{index: \\d{1,3}}.png")
    Response seen(@PathParam("id") String id, @PathParam("phase") String phase, @PathParam("index") int index) {
        return sampled.of(ExperimentId.check(id), phase)
                .filter(sample -> index < sample.count())
                .map(sample -> Answers.picture("image/png", sample.png(index)))
                .orElseGet(PictureResource::none);
    }

    @GET
    @Path("datasets/{dataset: [A-Za-z0-9._-]+}/{split: [a-z]+}/{sample: \\d{1,12}}.jpg")
    Response heldOut(
            @PathParam("dataset") String dataset, @PathParam("split") String split, @PathParam("sample") long sample) {
        return datasets.thumbnail(dataset, split, sample)
                .map(jpeg -> Answers.picture("image/jpeg", jpeg))
                .orElseGet(PictureResource::none);
    }

    private static Response none() {
        return Answers.error(NOT_FOUND, "there is no such picture");
    }
}
