package io.fixres.page.web;

import io.fixres.contracts.MalformedDocumentException;
import io.fixres.kit.messaging.BrokerUnavailableException;
import io.fixres.kit.store.ObjectNotFoundException;
import io.fixres.kit.store.StoreUnavailableException;
import io.fixres.page.configuration.PageMeters;
import io.fixres.page.requests.RefusedRequestException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a browser is told when something cannot be done. */
@Singleton
public class Errors {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final PageMeters meters;

    Errors(PageMeters meters) {
        this.meters = meters;
    }

    @ServerExceptionMapper({
        RefusedRequestException.class,
        MalformedDocumentException.class,
        IllegalArgumentException.class
    })
    public Response refused(RuntimeException e) {
        meters.refused();
        return Answers.error(BAD_REQUEST, e.getMessage());
    }

    @ServerExceptionMapper
    public Response missing(ObjectNotFoundException e) {
        return Answers.error(NOT_FOUND, e.getMessage());
    }

    @ServerExceptionMapper({StoreUnavailableException.class, BrokerUnavailableException.class})
    public Response unavailable(RuntimeException e) {
        return Answers.error(UNAVAILABLE, e.getMessage());
    }
}
