package io.fixres.training.optimizer;

import io.fixres.contracts.recipe.OptimizerSpec;
import io.fixres.training.network.ScriptText;
import java.util.List;

/**
 * Renders one step of an optimizer over all parameters as TorchScript, for any device: one call instead of some ten for
 * each parameter.
 * Gradients are left at zero. Numbers that change from step to step come in a float32 tensor {@code h}: {size of the
 * step, factor of the root of the second moment, factor of decoupled weight decay}.
 */
final class OptimizerScript {
    private OptimizerScript() {}

    /** {@code forward(h, p, g, m, v)}: h. SGD leaves v alone. */
    static String of(OptimizerSpec spec, List<ParameterGroup> groups) {
        int parameters = groups.size();
        StringBuilder body = new StringBuilder();
        body.append("    a = torch.select(h, 0, 0)\n    b = torch.select(h, 0, 1)\n    d = torch.select(h, 0, 2)\n");
        spec.clipNorm().ifPresent(limit -> Clipping.append(body, limit, parameters));
        for (int i = 0; i < parameters; i++) {
            String gradient = "g[" + i + "]";
            String weight = "w" + i;
            body.append("    ")
                    .append(weight)
                    .append(" = torch.detach(p[")
                    .append(i)
                    .append("])\n");
            String rate = scaled(body, i, groups.get(i).rateFactor());
            if (groups.get(i).decays()) {
                decay(body, spec, i, gradient, weight, groups.get(i).rateFactor());
            }
            switch (spec.name()) {
                case ADAM, ADAMW -> adam(body, spec, i, gradient, weight, rate);
                case SGD -> sgd(body, spec, i, gradient, weight, rate);
            }
            body.append(statement(i, "z", "torch.zero_(" + gradient + ")"));
        }
        body.append("    return h\n");
        return ScriptText.module(
                "h: Tensor,\n    p: List[Tensor],\n    g: List[Tensor],\n    m: List[Tensor],\n    v: List[Tensor]",
                "Tensor",
                body.toString());
    }

    private static String scaled(StringBuilder body, int i, double factor) {
        if (factor == 1) {
            return "a";
        }
        body.append(statement(i, "a", "torch.mul(a, " + factor + ")"));
        return "a" + i;
    }

    private static void decay(
            StringBuilder body, OptimizerSpec spec, int i, String gradient, String weight, double factor) {
        if (spec.weightDecay() == 0) {
            return;
        }
        if (spec.name() == OptimizerSpec.Name.ADAMW) {
            // d is 1 - rate * decay
            String shrink = factor == 1 ? "d" : "torch.rsub(torch.mul(torch.rsub(d, 1.), " + factor + "), 1.)";
            body.append(statement(i, "d", "torch.mul_(" + weight + ", " + shrink + ")"));
        } else {
            body.append(statement(
                    i, "d", "torch.add_(" + gradient + ", " + weight + ", alpha=" + spec.weightDecay() + ")"));
        }
    }

    /** w -= a m / (sqrt(v) b + epsilon); Keras' and PyTorch's forms differ in a and b only. */
    private static void adam(
            StringBuilder body, OptimizerSpec spec, int i, String gradient, String weight, String rate) {
        String m = "m[" + i + "]";
        String v = "v[" + i + "]";
        body.append(statement(
                i,
                "m",
                "torch.add_(" + m + ", torch.sub(" + gradient + ", " + m + "), alpha=" + (1 - spec.beta1()) + ")"));
        body.append(statement(
                i,
                "v",
                "torch.add_(" + v + ", torch.sub(torch.mul(" + gradient + ", " + gradient + "), " + v + "), alpha="
                        + (1 - spec.beta2()) + ")"));
        body.append(statement(i, "e", "torch.add_(torch.mul_(torch.sqrt(" + v + "), b), " + spec.epsilon() + ")"));
        body.append(statement(
                i, "u", "torch.sub_(" + weight + ", torch.div(torch.mul(" + m + ", " + rate + "), e" + i + "))"));
    }

    /** PyTorch 2.7's SGD: the learning rate stays outside the momentum buffer. */
    private static void sgd(
            StringBuilder body, OptimizerSpec spec, int i, String gradient, String weight, String rate) {
        if (spec.momentum() == 0) {
            body.append(statement(i, "u", "torch.sub_(" + weight + ", torch.mul(" + gradient + ", " + rate + "))"));
            return;
        }
        String m = "m[" + i + "]";
        body.append(statement(i, "m", "torch.add_(torch.mul_(" + m + ", " + spec.momentum() + "), " + gradient + ")"));
        String direction =
                spec.nesterov() ? "torch.add(" + gradient + ", " + m + ", alpha=" + spec.momentum() + ")" : m;
        body.append(statement(i, "u", "torch.sub_(" + weight + ", torch.mul(" + direction + ", " + rate + "))"));
    }

    private static String statement(int i, String name, String expression) {
        return "    " + name + i + " = " + expression + "\n";
    }
}
