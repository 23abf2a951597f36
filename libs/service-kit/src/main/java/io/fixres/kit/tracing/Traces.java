package io.fixres.kit.tracing;

import io.fixres.contracts.event.TraceContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Spans of this process. Work runs in a span that continues the context of an event; what is published meanwhile carries
 * the span's context on. Without an exporter nothing is recorded, and contexts are carried all the same.
 */
public final class Traces {
    private static final String SCOPE = "io.fixres";
    private static final TextMapGetter<Map<String, String>> GETTER = new ExtensionGetter();

    private final Tracer tracer;

    /** Of a process's OpenTelemetry. */
    public Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer(SCOPE);
    }

    /** That record nothing. */
    public static Traces none() {
        return new Traces(OpenTelemetry.noop());
    }

    /**
     * Runs work in a span that continues a context from elsewhere.
     *
     * @param attributes texts, numbers or truth values by name; names are prefixed with {@code fixres.}
     */
    public <T> T within(String name, TraceContext parent, Map<String, ?> attributes, Supplier<T> work) {
        return run(tracer.spanBuilder(name).setParent(context(parent)), attributes, work);
    }

    /** {@link #within(String, TraceContext, Map, Supplier)} without a result. */
    public void within(String name, TraceContext parent, Map<String, ?> attributes, Runnable work) {
        within(name, parent, attributes, supplier(work));
    }

    /** Runs work in a span within the one that runs. */
    public <T> T within(String name, Map<String, ?> attributes, Supplier<T> work) {
        return run(tracer.spanBuilder(name), attributes, work);
    }

    /** {@link #within(String, Map, Supplier)} without a result. */
    public void within(String name, Map<String, ?> attributes, Runnable work) {
        within(name, attributes, supplier(work));
    }

    /** Runs work whose events carry a context, without a span of its own. */
    public static <T> T carrying(TraceContext parent, Supplier<T> work) {
        try (Scope scope = context(parent).makeCurrent()) {
            return work.get();
        }
    }

    /** The context of what this thread does now; empty outside of any trace. */
    public static Optional<TraceContext> current() {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid()) {
            return Optional.empty();
        }
        Map<String, String> extensions = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), extensions, Map::put);
        return TraceContext.of(extensions);
    }

    /** A task for another thread that goes on in the context of this one. */
    public static Runnable handedOver(Runnable task) {
        return Context.current().wrap(task);
    }

    private static <T> T run(SpanBuilder builder, Map<String, ?> attributes, Supplier<T> work) {
        attributes.forEach((name, value) -> attribute(builder, "fixres." + name, value));
        Span span = builder.startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            span.end();
        }
    }

    private static void attribute(SpanBuilder builder, String name, Object value) {
        if (value instanceof Number number) {
            builder.setAttribute(name, number.longValue());
        } else if (value instanceof Boolean truth) {
            builder.setAttribute(name, truth);
        } else {
            builder.setAttribute(name, String.valueOf(value));
        }
    }

    private static Context context(TraceContext parent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), parent.extensions(), GETTER);
    }

    private static Supplier<Boolean> supplier(Runnable work) {
        return () -> {
            work.run();
            return true;
        };
    }

    private static final class ExtensionGetter implements TextMapGetter<Map<String, String>> {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
