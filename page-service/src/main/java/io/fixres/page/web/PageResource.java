package io.fixres.page.web;

import io.fixres.report.page.PageFiles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The page and its files. Every address of a view gives the same page, which looks at its address. */
@Path("/")
public class PageResource {
    private static final String HTML = MediaType.TEXT_HTML + "; charset=utf-8";
    private static final int NOT_FOUND = 404;

    @GET
    public Response list() {
        return page();
    }

    @GET
    @Path("new")
    public Response submit() {
        return page();
    }

    @GET
    @Path("experiments/{id}")
    public Response experiment(@PathParam("id") String id) {
        return page();
    }

    @GET
    @Path("assets/{name}")
    public Response asset(@PathParam("name") String name) {
        return PageFiles.asset(name)
                .map(text -> Response.ok(text, PageFiles.mediaType(name))
                        .header("Cache-Control", "no-cache")
                        .build())
                .orElseGet(() -> Answers.error(NOT_FOUND, "the page has no file '" + name + "'"));
    }

    private static Response page() {
        return Response.ok(PageFiles.index(), HTML).build();
    }
}
