package io.fixres.contracts.event;

import io.fixres.contracts.Digests;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands in a trace: the attributes of the CloudEvents extension "distributed tracing" 1.0, whose values are
 * those of W3C Trace Context (Recommendation of 23 November 2021).
 *
 * @param traceparent version, trace id, id of the span that said it, and flags
 * @param tracestate what tracing systems add; handed on as it is
 */
public record TraceContext(String traceparent, Optional<String> tracestate) {
    /** Attribute names. */
    public static final String TRACEPARENT = "traceparent";

    public static final String TRACESTATE = "tracestate";

    /** Version ff is no version; a later version may append fields, which are not read. */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;
    private static final int SAMPLED = 1;

    /**
     * Refuses what is no traceparent.
     *
     * @throws IllegalArgumentException if it breaks the form
     */
    public TraceContext {
        if (traceparent == null || !FORM.matcher(traceparent).matches()) {
            throw new IllegalArgumentException(
                    "traceparent is '" + traceparent
                            + "' but must be as in 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 (W3C Trace Context)");
        }
        tracestate = tracestate == null ? Optional.empty() : tracestate;
    }

    /** A context of its parts, in lower-case hexadecimal digits. */
    public static TraceContext of(String traceId, String spanId, boolean sampled) {
        return new TraceContext("00-" + traceId + "-" + spanId + "-" + (sampled ? "01" : "00"), Optional.empty());
    }

    /** What an envelope carries; empty without it, or where it breaks the form, which the W3C asks to ignore. */
    public static Optional<TraceContext> of(Map<String, String> extensions) {
        String traceparent = extensions.get(TRACEPARENT);
        return traceparent != null && FORM.matcher(traceparent).matches()
                ? Optional.of(new TraceContext(traceparent, Optional.ofNullable(extensions.get(TRACESTATE))))
                : Optional.empty();
    }

    /**
     * The context of an experiment whose request carries none: derived from the id, so that every service and every attempt
     * finds the same without asking.
     */
    public static TraceContext ofExperiment(String experiment) {
        String digits = Digests.sha256("fixres trace of " + experiment);
        return of(
                digits.substring(0, TRACE_ID_DIGITS),
                digits.substring(TRACE_ID_DIGITS, TRACE_ID_DIGITS + SPAN_ID_DIGITS),
                true);
    }

    /** The context of an event about an experiment: what it carries, else what the id gives. */
    public static TraceContext of(Envelope<?> event, String experiment) {
        return of(event.extensions()).orElseGet(() -> ofExperiment(experiment));
    }

    /** 32 hexadecimal digits. */
    public String traceId() {
        return part(2);
    }

    /** 16 hexadecimal digits. */
    public String spanId() {
        return part(3);
    }

    /** Whether spans of this trace are recorded. */
    public boolean sampled() {
        return (Integer.parseInt(part(4), 16) & SAMPLED) != 0;
    }

    /** The same place in the same trace, whose spans are not recorded. */
    public TraceContext unsampled() {
        return new TraceContext(of(traceId(), spanId(), false).traceparent(), tracestate);
    }

    /** As attributes of an envelope. */
    public Map<String, String> extensions() {
        Map<String, String> extensions = new LinkedHashMap<>();
        extensions.put(TRACEPARENT, traceparent);
        tracestate.ifPresent(state -> extensions.put(TRACESTATE, state));
        return extensions;
    }

    private String part(int group) {
        Matcher matcher = FORM.matcher(traceparent);
        if (!matcher.matches()) {
            throw new IllegalStateException("the constructor has checked " + traceparent);
        }
        return matcher.group(group);
    }
}
