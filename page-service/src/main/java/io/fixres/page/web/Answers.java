package io.fixres.page.web;

import io.fixres.contracts.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Answers in the project's JSON. */
final class Answers {
    /** An object that is never changed, or a build's own file: a browser may keep it. */
    static final String FOR_GOOD = "private, max-age=604800, immutable";

    private static final int NOT_FOUND = 404;

    private Answers() {}

    static Response json(int status, Object body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Json.bytes(body))
                .build();
    }

    static Response error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    static Response noPicture() {
        return error(NOT_FOUND, "there is no such picture");
    }

    static Response picture(String type, byte[] content) {
        return Response.ok(content, type).header("Cache-Control", FOR_GOOD).build();
    }
}
