package io.fixres.page.web;

import io.fixres.contracts.experiment.ExperimentId;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.kit.store.ObjectStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.regex.Pattern;

/** Files of checkpoints, streamed from the store for whoever has no keys to it. */
@Path("/api/experiments/{id}/objects")
public class ObjectResource {
    /** Weights and manifests of checkpoints and nothing else. */
    private static final Pattern SERVED =
            Pattern.compile("checkpoints/[a-z0-9_]+/\\d+-\\d+/(model\\.safetensors|manifest\\.json)");

    private static final int NOT_FOUND = 404;

    private final ObjectStore store;

    ObjectResource(ObjectStore store) {
        this.store = store;
    }

    @GET
    @Path("{path: .+}")
    public Response download(@PathParam("id") String id, @PathParam("path") String path) {
        ExperimentId.check(id);
        if (!SERVED.matcher(path).matches()) {
            return Answers.error(NOT_FOUND, "'" + path + "' is no file of a checkpoint");
        }
        String key = ObjectKeys.experiment(id) + path;
        long size = store.size(key);
        StreamingOutput content = out -> {
            try (InputStream in = store.open(key, 0, -1)) {
                in.transferTo(out);
            }
        };
        String name = id + "-" + path.substring("checkpoints/".length()).replace('/', '-');
        return Response.ok(content, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Length", size)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }
}
