package io.fixres.training.replica;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.fixres.training.torch.Script;
import java.util.ArrayList;
import java.util.List;

/** What the first of several replicas gets from the others and gives them. */
final class Exchange implements AutoCloseable {
    private final Replica first;
    private final Script gather;
    private final Script broadcast;

    Exchange(Replica first) {
        this.first = first;
        this.gather = Script.load(ReplicaScripts.gather(first.trained().size()), first.device());
        this.broadcast = Script.load(ReplicaScripts.broadcast(tensors(first).size()), first.device());
    }

    /**
     * Adds gradients and totals of another to those of the first; the other's become zero.
     *
     * @param sum of the first: becomes keep * sum + add * gradients
     * @param step owner of what this needs meanwhile, on the first device
     */
    void gather(List<NDArray> sum, double keep, List<NDArray> gradients, double add, NDArray totals, NDManager step) {
        NDArray weights = step.create(new float[] {(float) keep, (float) add});
        gather.call(
                        Script.one("w", weights),
                        Script.many("g", sum),
                        Script.many("h", gradients),
                        Script.one("a", first.totals()),
                        Script.one("b", totals))
                .close();
    }

    /** Lets another take over the parameters and moving statistics of the first. */
    void takeOver(Replica other) {
        broadcast
                .call(Script.many("p", tensors(first)), Script.many("q", tensors(other)))
                .close();
    }

    private static List<NDArray> tensors(Replica replica) {
        List<NDArray> tensors = new ArrayList<>(replica.parameters());
        tensors.addAll(replica.statistics());
        return tensors;
    }

    @Override
    public void close() {
        gather.close();
        broadcast.close();
    }
}
