package io.fixres.cli.stack;

import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Chooses ports and keys: those asked for, else those this home used last, else fresh ones. */
final class Planner {
    private static final int KEY_BYTES = 10;

    /** Where the page is by default, so that a bookmark stays true. */
    private static final int PAGE_PORT = 8480;

    private Planner() {}

    static StackPlan plan(Installation installation, StackHome home, StackOptions options, Optional<Endpoints> last) {
        Ports ports = new Ports();
        int kafka = options.kafkaPort()
                .map(port -> ports.exactly("--kafka-port", port))
                .orElseGet(() -> ports.preferably(last.map(Endpoints::bootstrap).map(Planner::port)));
        int store = options.storePort()
                .map(port -> ports.exactly("--s3-port", port))
                .orElseGet(() -> ports.preferably(last.map(Endpoints::store).map(URI::getPort)));
        int page = options.pagePort()
                .map(port -> ports.exactly("--page-port", port))
                .orElseGet(() -> ports.preferably(
                        last.flatMap(Endpoints::page).map(URI::getPort).or(() -> Optional.of(PAGE_PORT))));
        List<Integer> services = new ArrayList<>();
        for (int i = 0; i < StackPlan.servicePortCount(options); i++) {
            int offset = i;
            services.add(options.servicePort()
                    .map(port -> ports.exactly("--service-port", port + offset))
                    .orElseGet(ports::any));
        }
        return new StackPlan(
                installation,
                home,
                options,
                kafka,
                ports.any(),
                store,
                services,
                page,
                last.map(Endpoints::accessKey).orElseGet(Planner::key),
                last.map(Endpoints::secretKey).orElseGet(() -> key() + key()));
    }

    private static int port(String bootstrap) {
        return Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    }

    private static String key() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
