package io.fixres.page.configuration;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What the page shows and to whom. */
@StaticInitSafe
@ConfigMapping(prefix = "fixres.page")
public interface PageConfiguration {
    /** Names and addresses without port under which browsers reach this page; requests for any other are refused. */
    @WithDefault("localhost,127.0.0.1,[::1]")
    List<String> hosts();

    /** Experiments that are listed and whose curves are held in memory. */
    @WithDefault("100")
    int experiments();

    /** How long after its first report the pictures of a phase are looked for; batch topics keep them for an hour. */
    @WithDefault("50m")
    Duration pictureAge();

    /** Pause after store or broker failed to answer. */
    @WithDefault("2s")
    Duration retryPause();
}
