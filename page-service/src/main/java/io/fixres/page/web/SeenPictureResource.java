package io.fixres.page.web;

import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.report.picture.SampledPictures;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Pictures as trainers got them. */
@Path("/api/experiments/{id}/pictures")
public class SeenPictureResource {
    private final SampledPictures sampled;

    SeenPictureResource(SampledPictures sampled) {
        this.sampled = sampled;
    }

    @GET
    @Path("{phase: [a-z0-9_]+}/{index: \\d{1,3}}.png")
    public Response seen(@PathParam("id") String id, @PathParam("phase") String phase, @PathParam("index") int index) {
        return sampled.of(ExperimentId.check(id), phase)
                .filter(sample -> index < sample.count())
                .map(sample -> Answers.picture("image/png", sample.png(index)))
                .orElseGet(Answers::noPicture);
    }
}
