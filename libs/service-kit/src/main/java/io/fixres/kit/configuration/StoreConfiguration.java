package io.fixres.kit.configuration;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** The object store. */
@StaticInitSafe
@ConfigMapping(prefix = "fixres.store")
public interface StoreConfiguration {
    /** Address, such as {@code http://localhost:9000}. */
    URI endpoint();

    /** The one bucket. */
    @WithDefault("fixres")
    String bucket();

    /** Access key of this service's user. */
    String accessKey();

    /** Its secret. */
    String secretKey();

    /** Region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();
}
