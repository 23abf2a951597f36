package io.fixres.training.replica;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.contracts.recipe.PhaseSpec.LossReduction;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Several copies of a network that share a batch. Each takes a part of it, cut as PyTorch's {@code DataParallel} cuts
 * (2.7.1: {@code torch.chunk}); the gradients come to the first weighted by their numbers of samples, so that their sum is
 * the gradient of the whole batch. Before each step the others take over the parameters and moving statistics of the
 * first. Batch norms that train see only their own part, and what the first sees of it is saved, as in DataParallel.
 * Work is given to one device after the other without waiting for any, so devices overlap as far as they queue it.
 */
public final class Replicas implements AutoCloseable {
    private final Replica first;
    private final List<Replica> others = new ArrayList<>();
    private final List<NDManager> managers = new ArrayList<>();
    private final LossReduction reduction;
    /** Empty where there is nobody to tell anything. */
    private final Optional<Exchange> exchange;

    /**
     * Copies of a network.
     *
     * @param first the network itself, which the optimizer changes; not closed by this
     * @param scriptText what its script was loaded from
     * @param devices of the others; empty for one replica alone
     * @param reduction of a batch's losses
     */
    public Replicas(Replica first, String scriptText, List<TorchDevice> devices, LossReduction reduction) {
        this.first = first;
        this.reduction = reduction;
        devices.forEach(device -> others.add(copy(scriptText, device)));
        this.exchange = others.isEmpty() ? Optional.empty() : Optional.of(new Exchange(first));
    }

    private Replica copy(String scriptText, TorchDevice device) {
        NDManager manager = device.newManager();
        managers.add(manager);
        // Tensors of equal values are equal to DJL (PtNDArray.equals, 0.35.1), so that only identity tells which train.
        Set<NDArray> training = Collections.newSetFromMap(new IdentityHashMap<>());
        training.addAll(first.trained());
        List<NDArray> parameters = new ArrayList<>();
        List<NDArray> trained = new ArrayList<>();
        for (NDArray parameter : first.parameters()) {
            NDArray copy = manager.zeros(parameter.getShape(), DataType.FLOAT32);
            boolean trains = training.contains(parameter);
            copy.setRequiresGradient(trains);
            parameters.add(copy);
            if (trains) {
                trained.add(copy);
            }
        }
        List<NDArray> statistics = first.statistics().stream()
                .map(s -> manager.zeros(s.getShape(), s.getDataType()))
                .toList();
        NDArray totals = manager.zeros(new Shape(2), DataType.FLOAT64);
        return new Replica(device, Script.load(scriptText, device), parameters, statistics, trained, totals);
    }

    /**
     * Forward and backward of a batch.
     *
     * @param samples on the first device
     * @param step owner of the gradients, on the first device
     * @return gradients of the whole batch, in the order of the trained parameters
     */
    public List<NDArray> gradients(Samples samples, NDManager step) {
        return exchange.map(with -> shared(samples, with, step)).orElseGet(() -> first.gradients(samples, step));
    }

    private List<NDArray> shared(Samples samples, Exchange exchange, NDManager step) {
        others.forEach(exchange::takeOver);
        long n = samples.n();
        long size = -Math.floorDiv(-n, others.size() + 1L);
        List<NDArray> sum = first.gradients(samples.slice(0, size, step), step);
        double share = share(Math.min(size, n), n);
        for (int i = 0; i < others.size() && (i + 1) * size < n; i++) {
            Replica other = others.get(i);
            long from = (i + 1) * size;
            long to = Math.min(n, from + size);
            try (NDManager there = other.device().newManager()) {
                Samples part = samples.slice(from, to, step).copy(other.device(), there);
                List<NDArray> gradients = other.gradients(part, there);
                exchange.gather(sum, share, gradients, share(to - from, n), other.totals(), step);
            }
            share = 1;
        }
        return sum;
    }

    /** What a part's gradient counts for: parts of a mean by their numbers of samples, parts of a sum whole. */
    private double share(long samples, long all) {
        return reduction == LossReduction.SUM ? 1 : (double) samples / all;
    }

    @Override
    public void close() {
        exchange.ifPresent(Exchange::close);
        others.forEach(other -> other.script().close());
        managers.forEach(NDManager::close);
    }
}
