package io.fixres.page.web;

import io.fixres.contracts.Json;
import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.contracts.experiment.ExperimentState;
import io.fixres.page.configuration.PageMeters;
import io.fixres.page.overview.Overview;
import io.fixres.page.requests.Requests;
import io.fixres.page.requests.Submission;
import io.fixres.report.history.RunHistories;
import io.fixres.report.snapshot.Snapshot;
import io.fixres.report.snapshot.SnapshotReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Experiments: the list, one at a time, and requests. */
@Path("/api/experiments")
public class ExperimentResource {
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    private final Overview overview;
    private final SnapshotReader snapshots;
    private final RunHistories histories;
    private final Requests requests;
    private final PageMeters meters;

    ExperimentResource(
            Overview overview, SnapshotReader snapshots, RunHistories histories, Requests requests, PageMeters meters) {
        this.overview = overview;
        this.snapshots = snapshots;
        this.histories = histories;
        this.requests = requests;
        this.meters = meters;
    }

    @GET
    public Response list() {
        return Answers.json(200, overview.list());
    }

    /** No content for an experiment that is not accepted yet: a page that was sent here after a request waits for it. */
    @GET
    @Path("{id}/snapshot")
    public Response snapshot(@PathParam("id") String id) {
        ExperimentId.check(id);
        Optional<Snapshot> snapshot = meters.snapshot(() -> snapshots.read(id, histories.view(id)));
        return snapshot.map(found -> Answers.json(200, found))
                .orElseGet(() -> Response.noContent().build());
    }

    /** JSON only: a form of another site cannot send that type without asking first. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(byte[] body) {
        String id = requests.submit(Json.read(body, Submission.class));
        meters.accepted();
        return Answers.json(ACCEPTED, Map.of("experiment", id));
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cancel(@PathParam("id") String id) {
        return ask(id, requests::cancel);
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response resume(@PathParam("id") String id) {
        return ask(id, requests::resume);
    }

    private Response ask(String id, Consumer<ExperimentState> request) {
        Optional<ExperimentState> state = snapshots.state(ExperimentId.check(id));
        if (state.isEmpty()) {
            return unknown(id);
        }
        request.accept(state.get());
        meters.accepted();
        return Answers.json(ACCEPTED, Map.of("experiment", id));
    }

    private static Response unknown(String id) {
        return Answers.error(NOT_FOUND, "there is no experiment '" + id + "'");
    }
}
