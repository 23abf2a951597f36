package io.fixres.training.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.training.ImageBatch;
import io.fixres.training.checkpoint.NetworkState;
import io.fixres.training.network.FrozenPart;
import io.fixres.training.network.NetworkScript;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Computes the frozen part for the images of a batch, or takes it from the store. Images are computed in batches of one
 * fixed size, the rest of which is whatever lay in the buffer: the values of an image do not depend on its neighbours, and
 * with one size they do not depend on how many were stored either. So weights come out bit-equal with and without a store.
 */
public final class FrozenFeatures implements AutoCloseable {
    /** Images that a CPU computes at once: a few fill it, and fewer are computed in vain where most are stored. */
    private static final int CPU_CHUNK = 8;

    private final NetworkState state;
    private final TorchDevice device;
    private final Script script;
    private final int chunk;
    private final int resolution;
    private final int values;
    private final Optional<FeatureStore> store;
    private final ByteBuffer pixels;
    private final ByteBuffer assembled;

    /**
     * For a phase.
     *
     * @param batchSize images of a batch at most
     */
    public FrozenFeatures(
            NetworkState state,
            FrozenPart part,
            int batchSize,
            int resolution,
            Optional<FeatureBudget> budget,
            TorchDevice device) {
        this.state = state;
        this.device = device;
        this.chunk = device.isGpu() ? batchSize : Math.min(batchSize, CPU_CHUNK);
        this.resolution = resolution;
        this.values = part.values();
        this.script = Script.load(NetworkScript.frozen(state.network(), part), device);
        this.store = budget.filter(b -> b.bytes() > 0).map(b -> new FeatureStore(b, values));
        this.pixels = ByteBuffer.allocateDirect(chunk * imageBytes());
        this.assembled = ByteBuffer.allocateDirect(Math.multiplyExact(batchSize * values, Float.BYTES))
                .order(ByteOrder.nativeOrder());
    }

    private int imageBytes() {
        return 3 * resolution * resolution;
    }

    /** Whether the pixels of an image are not needed any more. */
    public boolean holds(long key) {
        return store.filter(s -> s.holds(key)).isPresent();
    }

    /**
     * Features of a batch.
     *
     * @param keys of the images; the same pixels have the same key, and below 0 nothing is stored
     * @param owner of the result, float32 [n, values]
     */
    public NDArray of(ImageBatch batch, long[] keys, NDManager owner) {
        int[] missing = missing(batch, keys);
        FloatBuffer all = assembled.clear().asFloatBuffer();
        for (int i = 0; i < batch.n(); i++) {
            if (holds(keys[i])) {
                store.orElseThrow().get(keys[i], all.slice(i * values, values));
            }
        }
        for (int from = 0; from < missing.length; from += chunk) {
            compute(batch, keys, Arrays.copyOfRange(missing, from, Math.min(missing.length, from + chunk)), all);
        }
        ByteBuffer used = assembled.slice(0, batch.n() * values * Float.BYTES).order(ByteOrder.nativeOrder());
        return owner.create(used, new Shape(batch.n(), values), DataType.FLOAT32);
    }

    private int[] missing(ImageBatch batch, long[] keys) {
        int[] slots = new int[batch.n()];
        int count = 0;
        for (int i = 0; i < batch.n(); i++) {
            if (!holds(keys[i])) {
                slots[count++] = i;
            }
        }
        return Arrays.copyOf(slots, count);
    }

    private void compute(ImageBatch batch, long[] keys, int[] slots, FloatBuffer all) {
        for (int k = 0; k < slots.length; k++) {
            pixels.put(k * imageBytes(), batch.pixels(), slots[k] * imageBytes(), imageBytes());
        }
        try (NDManager own = device.newManager()) {
            NDArray images = own.create(pixels.rewind(), new Shape(chunk, resolution, resolution, 3), DataType.UINT8);
            NDArray features = script.call(
                    Script.one("x", images),
                    Script.many("p", state.parameters()),
                    Script.many("s", state.statistics()));
            features.attach(own);
            FloatBuffer computed =
                    features.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
            for (int k = 0; k < slots.length; k++) {
                FloatBuffer image = computed.slice(k * values, values);
                all.put(slots[k] * values, image, 0, values);
                long key = keys[slots[k]];
                if (key >= 0) {
                    store.ifPresent(s -> s.put(key, image));
                }
            }
        }
    }

    @Override
    public void close() {
        script.close();
        store.ifPresent(FeatureStore::close);
    }
}
