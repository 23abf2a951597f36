package io.fixres.kit.tracing;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/**
 * One property turns traces on: {@code fixres.tracing.endpoint}, the address of an OTLP receiver. Without it the
 * OpenTelemetry SDK is off, so that nothing looks for a receiver that is not there.
 */
public final class TracingSwitch implements ConfigSourceInterceptor {
    /** Address of an OTLP receiver, such as {@code http://localhost:4317}. */
    public static final String ENDPOINT = "fixres.tracing.endpoint";

    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String EXPORTER = "quarkus.otel.exporter.otlp.endpoint";
    private static final long serialVersionUID = 1L;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.equals(DISABLED) && !name.equals(EXPORTER)) {
            return context.proceed(name);
        }
        ConfigValue endpoint = context.proceed(ENDPOINT);
        boolean given = endpoint != null
                && endpoint.getValue() != null
                && !endpoint.getValue().isBlank();
        if (name.equals(EXPORTER)) {
            return given ? endpoint.withName(EXPORTER) : context.proceed(EXPORTER);
        }
        return ConfigValue.builder()
                .withName(DISABLED)
                .withValue(String.valueOf(!given))
                .withRawValue(String.valueOf(!given))
                .withConfigSourceName(TracingSwitch.class.getSimpleName())
                .build();
    }
}
