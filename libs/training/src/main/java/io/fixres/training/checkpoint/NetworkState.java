package io.fixres.training.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.contracts.Json;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.format.TensorShape;
import io.fixres.contracts.format.TensorType;
import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.training.network.Network;
import io.fixres.training.network.Networks;
import io.fixres.training.network.Variable;
import io.fixres.training.torch.TorchDevice;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The variables of a network as tensors of one manager. Closing frees them. */
public final class NetworkState implements AutoCloseable {
    private static final String NETWORK = "network";
    private static final String CLASSES = "classes";

    private final Network network;
    private final NDManager manager;
    private final Map<String, NDArray> tensors = new LinkedHashMap<>();
    private Map<String, String> metadata = Map.of();

    private NetworkState(Network network, NDManager manager) {
        this.network = network;
        this.manager = manager;
    }

    /** Start values, a pure function of the seed. */
    public static NetworkState initial(Network network, long seed, TorchDevice device) {
        NetworkState state = new NetworkState(network, device.newManager());
        for (Variable variable : network.variables()) {
            FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(variable.elements()));
            network.initialise(variable, seed, values);
            state.put(variable, values.array());
        }
        return state;
    }

    /**
     * The network and weights of a checkpoint.
     *
     * @throws MalformedDocumentException if the file does not say which network it holds, or does not hold it whole
     */
    public static NetworkState load(Path file, TorchDevice device) {
        try (TensorFile tensors = TensorFile.open(file)) {
            String spec = tensors.metadata().get(NETWORK);
            String classes = tensors.metadata().get(CLASSES);
            if (spec == null || classes == null) {
                throw new MalformedDocumentException(
                        file.getFileName() + " does not say which network it holds: its metadata needs '" + NETWORK
                                + "' and '" + CLASSES + "', as checkpoints of this project have",
                        null);
            }
            Network network = Networks.build(
                    Json.read(spec.getBytes(StandardCharsets.UTF_8), NetworkSpec.class), Integer.parseInt(classes));
            NetworkState state = new NetworkState(network, device.newManager());
            network.variables().forEach(v -> state.put(v, state.decode(tensors, v)));
            state.metadata = Map.copyOf(tensors.metadata());
            return state;
        }
    }

    /**
     * Replaces all values by those of a file with the same variables.
     *
     * @throws MalformedDocumentException listing what is missing or not known
     */
    public void replace(Path file) {
        try (TensorFile tensors = TensorFile.open(file)) {
            Set<String> missing = new TreeSet<>(this.tensors.keySet());
            missing.removeAll(tensors.tensors().keySet());
            Set<String> unknown = new TreeSet<>(tensors.tensors().keySet());
            unknown.removeAll(this.tensors.keySet());
            if (!missing.isEmpty() || !unknown.isEmpty()) {
                throw new MalformedDocumentException(
                        file.getFileName() + " is not of this network: missing " + missing + ", not known " + unknown,
                        null);
            }
            network.variables().forEach(v -> set(tensor(v), decode(tensors, v)));
        }
    }

    /**
     * Starts from the weights of any file with the network's names: a checkpoint, or published weights. The classifier
     * is left as it is where the file has none of its shape.
     *
     * @throws MalformedDocumentException listing what other variable is missing or has another shape
     */
    public InitialWeights adopt(Path file) {
        try (TensorFile tensors = TensorFile.open(file)) {
            SortedSet<String> faults = new TreeSet<>();
            SortedSet<String> ignored = new TreeSet<>(tensors.tensors().keySet());
            List<Variable> usable = new ArrayList<>();
            boolean headFits = headFits(tensors);
            for (Variable variable : network.variables()) {
                ignored.remove(variable.name());
                boolean head = variable.layer().equals(network.head());
                if (head ? headFits : tensors.has(variable.name(), stored(variable))) {
                    usable.add(variable);
                } else if (!head) {
                    faults.add(tensors.describe(variable.name()) + ", needed " + stored(variable));
                }
            }
            if (!faults.isEmpty()) {
                throw new MalformedDocumentException(
                        file.getFileName() + " does not fit " + network.spec().name() + ": "
                                + InitialWeights.listed(faults.stream())
                                + ": use weights of the same network, width and stem",
                        null);
            }
            usable.forEach(v -> set(tensor(v), decode(tensors, v)));
            return new InitialWeights(usable.size(), !headFits, ignored);
        }
    }

    private boolean headFits(TensorFile tensors) {
        return network.variables().stream()
                .filter(v -> v.layer().equals(network.head()))
                .allMatch(v -> tensors.has(v.name(), stored(v)));
    }

    private static TensorShape stored(Variable variable) {
        return new TensorShape(TensorType.F32, variable.storedShape());
    }

    /** Writes a checkpoint with the network's names and order of dimensions, and gives its SHA-256. */
    public String save(Path file, Map<String, String> metadata) {
        return save(file, metadata, Map.of());
    }

    /**
     * {@link #save(Path, Map)} with other values.
     *
     * @param instead values by variable name, in PyTorch's order
     */
    public String save(Path file, Map<String, String> metadata, Map<String, NDArray> instead) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put("format", network.naming().name().toLowerCase(Locale.ROOT));
        all.put("input_scaling", network.scaling().formula());
        all.put(NETWORK, Json.text(network.spec()));
        all.put(CLASSES, String.valueOf(network.classes()));
        Map<String, TensorFile.Content> contents = new LinkedHashMap<>();
        for (Variable variable : network.variables()) {
            contents.put(
                    variable.name(),
                    new TensorFile.Content(
                            stored(variable),
                            () -> StoredLayout.encode(
                                    variable,
                                    instead.getOrDefault(variable.name(), tensor(variable))
                                            .toFloatArray())));
        }
        return TensorFile.write(file, contents, all);
    }

    private float[] decode(TensorFile file, Variable variable) {
        return StoredLayout.decode(variable, file.read(variable.name(), stored(variable)));
    }

    /** Overwrites a tensor in place, so that whoever holds it sees the new values. */
    public static void set(NDArray tensor, float[] values) {
        tensor.set(FloatBuffer.wrap(values));
    }

    private void put(Variable variable, float[] values) {
        NDArray tensor = manager.zeros(new Shape(variable.torchShape()), DataType.FLOAT32);
        set(tensor, values);
        tensors.put(variable.name(), tensor);
    }

    /** Free text entries of the file that it was loaded from; empty for one that was not. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** The live tensor of a variable. */
    public NDArray tensor(Variable variable) {
        return tensors.get(variable.name());
    }

    /** Live tensors of all parameters, in the network's order. */
    public List<NDArray> parameters() {
        return tensors(network.parameters());
    }

    /** Live tensors of all moving statistics, in the network's order. */
    public List<NDArray> statistics() {
        return tensors(network.statistics());
    }

    private List<NDArray> tensors(List<Variable> variables) {
        List<NDArray> list = new ArrayList<>(variables.size());
        variables.forEach(v -> list.add(tensor(v)));
        return list;
    }

    @Override
    public void close() {
        manager.close();
    }
}
