package io.fixres.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.contracts.recipe.Recipe;
import io.fixres.contracts.recipe.RecipeReader;
import io.fixres.contracts.sampling.CounterRandom;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** Small networks, phases and batches for tests. */
final class SmallRuns {
    static final DeviceSettings CPU = new DeviceSettings(DeviceChoice.CPU, 0);

    private SmallRuns() {}

    static Recipe recipe(String network, Map<String, JsonNode> overrides) {
        return RecipeReader.read("""
                name: small
                seed: 5
                data: {split: folders}
                network: {name: %s, width: 8}
                phases:
                  - name: initial
                    epochs: 4
                    resolution: 32
                    batch_size: 8
                    transform: squash
                    optimizer: {name: adam, learning_rate: 0.002}
                    schedule: {name: cosine}
                  - name: finetune
                    epochs: 2
                    resolution: 48
                    batch_size: 8
                    transform: squash
                    trainable: post_bn+head
                    optimizer: {name: adam, learning_rate: 0.001}
                """.formatted(network), overrides);
    }

    static NetworkSpec network(String name) {
        return recipe(name, Map.of()).network();
    }

    static PhaseSpec phase(int index) {
        return recipe("preact_resnet18", Map.of()).phases().get(index);
    }

    /** Keys of images of which nothing is stored. */
    static long[] unstored(ImageBatch batch) {
        long[] keys = new long[batch.n()];
        Arrays.fill(keys, -1);
        return keys;
    }

    /** Random pixels whose brightness tells the class. */
    static ImageBatch batch(long key, int n, int size) {
        CounterRandom random = CounterRandom.of(key);
        ByteBuffer pixels = ByteBuffer.allocateDirect(n * size * size * 3);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(3);
            for (int k = 0; k < size * size * 3; k++) {
                pixels.put((byte) (labels[i] * 60 + random.nextInt(100)));
            }
        }
        pixels.rewind();
        return new ImageBatch(pixels, labels, n, size, size);
    }
}
