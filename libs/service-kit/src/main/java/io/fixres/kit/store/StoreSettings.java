package io.fixres.kit.store;

import java.net.URI;

/**
 * Where the store is and who asks.
 *
 * @param endpoint such as {@code http://localhost:9000}
 * @param bucket the one bucket of the system, three characters or more
 */
public record StoreSettings(URI endpoint, String bucket, String accessKey, String secretKey, String region) {
    /** Hides the secret. */
    @Override
    public String toString() {
        return "StoreSettings[" + endpoint + ", bucket " + bucket + ", access key " + accessKey + "]";
    }
}
