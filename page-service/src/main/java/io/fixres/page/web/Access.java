package io.fixres.page.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who may ask. The page has no login, so it must not obey other pages that the same browser shows: a request has to be
 * for a name of this page (a stranger's name that was made to point here is refused), and one that changes something has
 * to come from this page itself, told by {@code Sec-Fetch-Site} (Fetch Metadata) and {@code Origin} (Fetch standard).
 *
 * @param hosts names under which the page is reached
 */
record Access(List<String> hosts) {
    /**
     * Why a request is refused; empty if it may pass.
     *
     * @param host header {@code Host}, with or without port
     * @param origin header {@code Origin}
     * @param fetchSite header {@code Sec-Fetch-Site}
     */
    Optional<String> refusal(
            String method, Optional<String> host, Optional<String> origin, Optional<String> fetchSite) {
        String name = host.map(Access::withoutPort).orElse("");
        if (!hosts.contains(name)) {
            return Optional.of("this page is not known as '" + name + "': add it to fixres.page.hosts"
                    + " (FIXRES_PAGE_HOSTS), which is " + String.join(",", hosts));
        }
        if (method.equals("GET") || method.equals("HEAD")) {
            return Optional.empty();
        }
        boolean otherSite =
                fetchSite.filter(site -> !site.equals("same-origin")).isPresent();
        boolean otherOrigin =
                origin.filter(from -> !sameOrigin(from, host.orElse(""))).isPresent();
        return otherSite || otherOrigin
                ? Optional.of("requests that change something are taken from this page only, not from '"
                        + origin.orElse("another site") + "'")
                : Optional.empty();
    }

    private static boolean sameOrigin(String origin, String host) {
        try {
            return host.equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "");
    }
}
