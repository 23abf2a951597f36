package io.fixres.training.torch;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A loaded TorchScript module; its tensors belong to whoever calls it. For one thread. */
public final class Script implements AutoCloseable {
    private final Model model;
    private final Block block;
    private final ParameterStore noParameters;

    private Script(Model model, NDManager manager) {
        this.model = model;
        this.block = model.getBlock();
        this.noParameters = new ParameterStore(manager, false);
    }

    /** Loads the text of a module, see {@code ScriptText}. */
    public static Script load(String text, TorchDevice device) {
        try {
            Path directory = Files.createTempDirectory("fixres-script");
            try {
                ScriptArchive.write(directory.resolve("net.pt"), text);
                Model model = Model.newInstance("net", device.device(), TorchDevice.ENGINE);
                model.load(directory, "net");
                return new Script(model, model.getNDManager());
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a script to the temporary directory", e);
        } catch (MalformedModelException e) {
            throw new IllegalStateException("the engine refuses a generated script: " + e.getMessage(), e);
        }
    }

    /** An argument that is one tensor. */
    public static NDList one(String name, NDArray tensor) {
        tensor.setName(name);
        return new NDList(tensor);
    }

    /** An argument that is a list of tensors. */
    public static NDList many(String name, List<NDArray> tensors) {
        tensors.forEach(t -> t.setName(name + "[]"));
        return new NDList(tensors);
    }

    /**
     * Calls the module with its arguments in their order, without recording gradients; the result belongs to the manager
     * of the first.
     */
    public NDArray call(NDList... arguments) {
        return call(false, arguments);
    }

    /** {@link #call} within a gradient collector: what needs gradients is recorded. */
    public NDArray record(NDList... arguments) {
        return call(true, arguments);
    }

    private NDArray call(boolean training, NDList... arguments) {
        NDList all = new NDList();
        for (NDList argument : arguments) {
            all.addAll(argument);
        }
        return block.forward(noParameters, all, training).singletonOrThrow();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
