package io.fixres.kit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void anObjectIsCreatedOnce() {
        // Given
        store.create("a", "first".getBytes(UTF_8));

        // When
        boolean again = store.create("a", "second".getBytes(UTF_8));

        // Then
        assertThat(again).isFalse();
        assertThat(store.get("a").orElseThrow().content()).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void aReplaceWithAStaleEtagIsLost() {
        // Given
        String etag = store.createReturningEtag("a", "1".getBytes(UTF_8)).orElseThrow();
        store.replace("a", "2".getBytes(UTF_8), etag);

        // When / Then
        assertThat(store.replace("a", "3".getBytes(UTF_8), etag)).isEmpty();
    }

    @Test
    void itStopsAnsweringAfterTheWritesItWasGiven() {
        // Given
        store.failAfterWrites(1);
        store.create("a", new byte[0]);

        // When / Then
        assertThatThrownBy(() -> store.create("b", new byte[0])).isInstanceOf(StoreUnavailableException.class);
    }
}
