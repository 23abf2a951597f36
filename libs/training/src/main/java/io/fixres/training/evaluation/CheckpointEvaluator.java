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
public final class CheckpointEvaluator implements AutoCloseable {
    private final TorchDevice device;
    private final NetworkState state;
    private final Script script;

    private CheckpointEvaluator(TorchDevice device, NetworkState state) {
        this.device = device;
        this.state = state;
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

    /** What the file says about itself: network, classes, class_names (a JSON list), test_transform, test_resolution. */
    public Map<String, String> metadata() {
        return state.metadata();
    }

    /** Logits, row by row: [n, classes]. */
    public float[] logits(ImageBatch batch) {
        try (NDManager step = device.newManager()) {
            NDArray images =
                    step.create(batch.pixels(), new Shape(batch.n(), batch.height(), batch.width(), 3), DataType.UINT8);
            NDArray logits = script.call(
                    Script.one("x", images),
                    Script.many("p", state.parameters()),
                    Script.many("s", state.statistics()));
            logits.attach(step);
            return logits.toFloatArray();
        }
    }

    /** Scores a batch. */
    public BatchScores score(ImageBatch batch) {
        float[] logits = logits(batch);
        int classes = classes();
        int[] predicted = new int[batch.n()];
        float[] confidence = new float[batch.n()];
        float[] loss = new float[batch.n()];
        for (int i = 0; i < batch.n(); i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (logits[i * classes + c] > logits[i * classes + best]) {
                    best = c;
                }
            }
            double high = logits[i * classes + best];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += StrictMath.exp(logits[i * classes + c] - high);
            }
            predicted[i] = best;
            confidence[i] = (float) (1 / sum);
            loss[i] = (float) (StrictMath.log(sum) + high - logits[i * classes + batch.labels()[i]]);
        }
        return new BatchScores(predicted, confidence, loss);
    }

    @Override
    public void close() {
        script.close();
        state.close();
    }
}
