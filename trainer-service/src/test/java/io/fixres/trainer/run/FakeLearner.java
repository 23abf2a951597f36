package io.fixres.trainer.run;

import io.fixres.contracts.Digests;
import io.fixres.contracts.Json;
import io.fixres.contracts.recipe.PhaseSpec;
import io.fixres.training.EpochMetrics;
import io.fixres.training.ImageBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** "Weights" that depend on every pixel, label and step that went before, and so betray the least deviation. */
final class FakeLearner implements Learner {
    /** Everything that a phase needs to go on. */
    record Memory(String weights, String moments, long steps, long epochSteps, long epochImages) {}

    private final Consumer<FakeLearner> beforeStep;
    private Memory memory;
    private long allSteps;

    FakeLearner(long seed, Consumer<FakeLearner> beforeStep) {
        this.memory = new Memory(Digests.sha256("seed " + seed), "", 0, 0, 0);
        this.beforeStep = beforeStep;
    }

    /** Steps since the learner was made. */
    long allSteps() {
        return allSteps;
    }

    @Override
    public String startFrom(Path file) {
        loadWeights(file);
        return "all loaded";
    }

    @Override
    public void loadWeights(Path file) {
        memory = new Memory(read(file, String.class), "", 0, 0, 0);
    }

    @Override
    public void beginPhase(PhaseSpec phase, int phaseIndex, long stepsPerEpoch) {
        memory = new Memory(memory.weights(), "phase " + phaseIndex, 0, 0, 0);
    }

    @Override
    public void beginEpoch() {
        memory = new Memory(memory.weights(), memory.moments(), memory.steps(), 0, 0);
    }

    @Override
    public boolean holdsFeatures(long key) {
        return false;
    }

    @Override
    public void step(ImageBatch batch, long[] keys) {
        beforeStep.accept(this);
        ByteBuffer pixels = batch.pixels();
        byte[] content = new byte[batch.n() * batch.height() * batch.width() * 3];
        pixels.get(0, content);
        String moments = Digests.sha256(memory.moments() + Digests.sha256(content) + Json.text(batch.labels()));
        memory = new Memory(
                Digests.sha256(memory.weights() + moments + memory.steps()),
                moments,
                memory.steps() + 1,
                memory.epochSteps() + 1,
                memory.epochImages() + batch.n());
        allSteps++;
    }

    @Override
    public EpochMetrics epochMetrics() {
        return new EpochMetrics(memory.epochSteps(), memory.epochImages(), 1, 0.5);
    }

    @Override
    public double learningRate() {
        return 0.001;
    }

    @Override
    public long parameterCount() {
        return 1;
    }

    @Override
    public long trainableParameterCount() {
        return 1;
    }

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public String saveWeights(Path file, Map<String, String> metadata) {
        return write(file, memory.weights());
    }

    @Override
    public String saveResume(Path file) {
        return write(file, memory);
    }

    @Override
    public void restoreResume(Path file) {
        memory = read(file, Memory.class);
    }

    @Override
    public void close() {
        memory = null;
    }

    private static String write(Path file, Object value) {
        try {
            Files.write(file, Json.bytes(value));
            return Digests.sha256(Json.bytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return Json.read(Files.readAllBytes(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
