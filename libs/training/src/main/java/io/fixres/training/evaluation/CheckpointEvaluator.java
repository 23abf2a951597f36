package io.fixres.training.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.training.DeviceSettings;
import io.fixres.training.ImageBatch;
import io.fixres.training.checkpoint.NetworkState;
import io.fixres.training.network.NetworkScript;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.nio.file.Path;
import java.util.Map;

/** A checkpoint that classifies. For one thread; closing frees its native memory. */
public final class CheckpointEvaluator implements Scorer {
    private final TorchDevice device;
    private final NetworkState state;
    private final Script script;
    private final LinearClassifier classifier;
    private final int features;

    private CheckpointEvaluator(TorchDevice device, NetworkState state) {
        this.device = device;
        this.state = state;
        this.classifier = LinearClassifier.of(state);
        this.features = state.network().classifier().inputFeatures();
        this.script = Script.load(NetworkScript.inference(state.network()), device);
    }

    /**
     * Loads a checkpoint; its metadata says which network it is.
     *
     * @throws io.fixres.contracts.MalformedDocumentException if the file is damaged or not a checkpoint
     */
    public static CheckpointEvaluator load(Path modelSafetensors, DeviceSettings settings) {
        TorchDevice device = TorchDevice.of(settings);
        return new CheckpointEvaluator(device, NetworkState.load(modelSafetensors, device));
    }

    /** Number of classes. */
    public int classes() {
        return state.network().classes();
    }

    /**
     * What the file says about itself: network, classes, class_names (a JSON list), test_transform, test_resolution,
     * training (how the phase that trained the whole network saw its images, as JSON).
     */
    public Map<String, String> metadata() {
        return state.metadata();
    }

    /** Logits, row by row: [n, classes]. */
    public float[] logits(ImageBatch batch) {
        return columns(forward(batch), batch.n(), features, features + classes());
    }

    @Override
    public String pooledLayer() {
        return state.network().classifier().input();
    }

    /** Scores a batch with the network as it is. */
    public BatchScores score(ImageBatch batch) {
        return score(batch, AffineMap.IDENTITY);
    }

    @Override
    public BatchScores score(ImageBatch batch, AffineMap adaptation) {
        float[] rows = forward(batch);
        float[] pooled = columns(rows, batch.n(), 0, features);
        if (adaptation.isIdentity()) {
            float[] logits = columns(rows, batch.n(), features, features + classes());
            return BatchScores.of(logits, batch.labels(), batch.n(), pooled);
        }
        float[] adapted = adaptation.of(pooled);
        return BatchScores.of(classifier.logits(adapted), batch.labels(), batch.n(), adapted);
    }

    /** Pooled features and logits, row by row: [n, features + classes]. */
    private float[] forward(ImageBatch batch) {
        try (NDManager step = device.newManager()) {
            NDArray images =
                    step.create(batch.pixels(), new Shape(batch.n(), batch.height(), batch.width(), 3), DataType.UINT8);
            NDArray rows = script.call(
                    Script.one("x", images),
                    Script.many("p", state.parameters()),
                    Script.many("s", state.statistics()));
            rows.attach(step);
            return rows.toFloatArray();
        }
    }

    private float[] columns(float[] rows, int n, int from, int to) {
        int width = features + classes();
        float[] part = new float[n * (to - from)];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows, i * width + from, part, i * (to - from), to - from);
        }
        return part;
    }

    @Override
    public void close() {
        script.close();
        state.close();
    }
}
