package io.fixres.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.fixres.contracts.recipe.OptimizerSpec;
import io.fixres.training.torch.Script;
import io.fixres.training.torch.TorchDevice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one step changes parameters, moments and gradients in place: as scripts that the device runs best. */
sealed interface Update extends AutoCloseable {
    /** Tensors of a step, each list with one for each parameter. */
    record Tensors(List<NDArray> parameters, List<NDArray> gradients, List<NDArray> first, List<NDArray> second) {
        Tensors select(List<Integer> indices) {
            return new Tensors(
                    select(parameters, indices),
                    select(gradients, indices),
                    select(first, indices),
                    select(second, indices));
        }

        private static List<NDArray> select(List<NDArray> tensors, List<Integer> indices) {
            return indices.stream().map(tensors::get).toList();
        }
    }

    /**
     * Takes a step.
     *
     * @param step number of this one, from 1
     */
    void apply(Tensors tensors, double learningRate, long step, NDManager owner);

    @Override
    void close();

    private static void run(Script script, NDArray numbers, Tensors tensors, NDManager owner) {
        NDArray result = script.call(
                Script.one("h", numbers),
                Script.many("p", tensors.parameters()),
                Script.many("g", tensors.gradients()),
                Script.many("m", tensors.first()),
                Script.many("v", tensors.second()));
        result.attach(owner);
    }

    /** One script over all parameters, for any optimizer and device. */
    record Composed(OptimizerSpec spec, Script script) implements Update {
        static Composed of(OptimizerSpec spec, List<ParameterGroup> groups, TorchDevice device) {
            return new Composed(spec, Script.load(OptimizerScript.of(spec, groups), device));
        }

        @Override
        public void apply(Tensors tensors, double learningRate, long step, NDManager owner) {
            run(script, owner.create(numbers(learningRate, step)), tensors, owner);
        }

        /**
         * Adam's bias corrections. Keras 3: alpha = rate sqrt(1 - b2^t) / (1 - b1^t), epsilon added to sqrt(v). PyTorch
         * 2.7: epsilon added to sqrt(v / (1 - b2^t)).
         */
        private float[] numbers(double rate, long step) {
            float decoupled = (float) (1 - rate * spec.weightDecay());
            if (spec.name() == OptimizerSpec.Name.SGD) {
                return new float[] {(float) rate, 1, decoupled};
            }
            double first = 1 - Math.pow(spec.beta1(), step);
            double second = 1 - Math.pow(spec.beta2(), step);
            return spec.epsilonConvention() == OptimizerSpec.EpsilonConvention.KERAS
                    ? new float[] {(float) (rate * Math.sqrt(second) / first), 1, decoupled}
                    : new float[] {(float) (rate / first), (float) (1 / Math.sqrt(second)), decoupled};
        }

        @Override
        public void close() {
            script.close();
        }
    }

    /** PyTorch's fused kernel for Adam and AdamW on the CPU, one call for each group of parameters. */
    final class Fused implements Update {
        private final OptimizerSpec spec;
        private final Map<ParameterGroup, List<Integer>> members = new LinkedHashMap<>();
        private final Map<ParameterGroup, Script> scripts = new LinkedHashMap<>();
        private final Script clip;

        Fused(OptimizerSpec spec, List<ParameterGroup> groups, TorchDevice device) {
            this.spec = spec;
            for (int i = 0; i < groups.size(); i++) {
                members.computeIfAbsent(groups.get(i), g -> new ArrayList<>()).add(i);
            }
            members.forEach((group, indices) ->
                    scripts.put(group, Script.load(FusedAdamScript.of(spec, group, indices.size()), device)));
            this.clip = spec.clipNorm()
                    .map(limit -> Script.load(Clipping.script(limit, groups.size()), device))
                    .orElse(null);
        }

        @Override
        public void apply(Tensors tensors, double learningRate, long step, NDManager owner) {
            if (clip != null) {
                clip.call(Script.many("g", tensors.gradients())).attach(owner);
            }
            NDArray numbers = owner.create(new double[] {learningRate, epsilon(step), step});
            members.forEach((group, indices) -> run(scripts.get(group), numbers, tensors.select(indices), owner));
        }

        /** The kernel has PyTorch's form; Keras' epsilon stands outside of the correction of the second moment. */
        private double epsilon(long step) {
            return spec.epsilonConvention() == OptimizerSpec.EpsilonConvention.KERAS
                    ? spec.epsilon() / Math.sqrt(1 - Math.pow(spec.beta2(), step))
                    : spec.epsilon();
        }

        @Override
        public void close() {
            scripts.values().forEach(Script::close);
            if (clip != null) {
                clip.close();
            }
        }
    }
}
