package io.fixres.ingest.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.dataset.IngestJob;
import io.fixres.contracts.dataset.SourceRecord;
import io.fixres.contracts.event.DataSource;
import io.fixres.contracts.event.Envelope;
import io.fixres.contracts.event.EnvelopeCodec;
import io.fixres.contracts.event.ExperimentRequested;
import io.fixres.contracts.event.TraceContext;
import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.storage.ObjectKeys;
import io.fixres.ingest.job.JobBoard;
import io.fixres.kit.store.ObjectStore;
import io.fixres.kit.tracing.Traces;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Accepts requests: after {@link #handle} the source has been announced again, or a job for it is stored. */
public final class RequestHandler {
    private static final Logger LOGGER = Logger.getLogger(RequestHandler.class);

    private final ObjectStore store;
    private final JobBoard board;
    private final Announcements announcements;
    private final Clock clock;

    /** With the store of jobs and outcomes. */
    public RequestHandler(ObjectStore store, JobBoard board, Announcements announcements, Clock clock) {
        this.store = store;
        this.board = board;
        this.announcements = announcements;
        this.clock = clock;
    }

    private record Request(ExperimentRequested data, TraceContext trace) {}

    /**
     * Handles one record of the topic of experiments.
     *
     * @return whether a job was stored
     */
    public boolean handle(byte[] value) {
        return read(value).map(this::accept).orElse(false);
    }

    /**
     * The request, where there is one that names a source. The topic belongs to trainer-service, which dead-letters what
     * cannot be read and fails what cannot be obeyed; doing so here too would put each such record there twice.
     */
    private static Optional<Request> read(byte[] value) {
        try {
            Envelope<?> envelope = EnvelopeCodec.read(value);
            return envelope.data() instanceof ExperimentRequested request
                            && !request.resume()
                            && request.dataset().isEmpty()
                            && request.data().isPresent()
                    ? Optional.of(new Request(
                            request,
                            TraceContext.of(envelope, request.experiment().orElse(envelope.id()))))
                    : Optional.empty();
        } catch (MalformedDocumentException e) {
            LOGGER.infof("left to trainer-service: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private boolean accept(Request traced) {
        ExperimentRequested request = traced.data();
        Optional<String> split = split(request);
        if (split.isEmpty()) {
            return false;
        }
        DataSource data = request.data().orElseThrow();
        String source = data.hash(split.get());
        Optional<SourceRecord> known =
                store.get(ObjectKeys.source(source)).map(object -> Json.read(object.content(), SourceRecord.class));
        if (known.isPresent()) {
            Traces.carrying(traced.trace(), () -> {
                announcements.announce(known.get());
                return known;
            });
            return false;
        }
        board.post(IngestJob.waiting(source, data.uri(), split.get(), clock.instant())
                .tracedBy(traced.trace()));
        LOGGER.infof("accepted %s with split %s as ingest job %s", data.uri(), split.get(), source);
        return true;
    }

    private static Optional<String> split(ExperimentRequested request) {
        try {
            return request.recipe().map(recipe -> read(recipe, request).data().split());
        } catch (MalformedDocumentException e) {
            LOGGER.infof("left to trainer-service: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static Recipe read(JsonNode recipe, ExperimentRequested request) {
        return recipe.isTextual()
                ? BuiltInRecipes.read(recipe.asText(), request.overrides())
                : RecipeReader.read(recipe, request.overrides());
    }
}
