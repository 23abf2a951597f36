package io.fixres.page.web;

import io.fixres.page.configuration.PageConfiguration;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Refuses requests of strangers, see {@link Access}. */
@Provider
@PreMatching
public class AccessFilter implements ContainerRequestFilter {
    private static final int FORBIDDEN = 403;

    private final Access access;

    AccessFilter(PageConfiguration configuration) {
        this.access = new Access(configuration.hosts());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        access.refusal(
                        request.getMethod(),
                        header(request, "Host").or(() -> authority(request)),
                        header(request, "Origin"),
                        header(request, "Sec-Fetch-Site"))
                .ifPresent(reason -> request.abortWith(Answers.error(FORBIDDEN, reason)));
    }

    /** HTTP/2 has no Host header but a pseudo header, which ends up in the address. */
    private static Optional<String> authority(ContainerRequestContext request) {
        return Optional.ofNullable(request.getUriInfo().getRequestUri().getRawAuthority());
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name));
    }
}
