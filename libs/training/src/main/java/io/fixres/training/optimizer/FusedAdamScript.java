package io.fixres.training.optimizer;

import io.fixres.contracts.recipe.OptimizerSpec;
import io.fixres.training.network.ScriptText;
import java.util.Collections;
import java.util.Locale;

/**
 * Renders a step of Adam or AdamW as PyTorch's fused kernel, which reads and writes each value once: for the CPU, where
 * an optimizer is bound by memory. Numbers come in a float64 tensor {@code h}: {learning rate, epsilon as PyTorch adds it,
 * steps with this one}; on a GPU reading them would wait for the device.
 */
final class FusedAdamScript {
    private FusedAdamScript() {}

    /**
     * {@code forward(h, p, g, m, v)} for the parameters of one group: h.
     *
     * @param parameters number of parameters in the group
     */
    static String of(OptimizerSpec spec, ParameterGroup group, int parameters) {
        StringBuilder body = new StringBuilder();
        body.append("    none = annotate(List[Tensor], [])\n    t = torch.select(h, 0, 2)\n");
        body.append("    rate = torch.mul(float(torch.select(h, 0, 0)), " + group.rateFactor() + ")\n");
        body.append(String.format(
                Locale.ROOT,
                "    torch.%s(p, g, m, v, none, [%s], lr=rate, beta1=%s, beta2=%s, weight_decay=%s,"
                        + " eps=float(torch.select(h, 0, 1)), amsgrad=False, maximize=False)%n",
                spec.name() == OptimizerSpec.Name.ADAMW ? "_fused_adamw_" : "_fused_adam_",
                String.join(", ", Collections.nCopies(parameters, "t")),
                spec.beta1(),
                spec.beta2(),
                group.decays() ? spec.weightDecay() : 0.0));
        for (int i = 0; i < parameters; i++) {
            body.append("    z" + i + " = torch.zero_(g[" + i + "])\n");
        }
        body.append("    return h\n");
        return ScriptText.module(
                "h: Tensor,\n    p: List[Tensor],\n    g: List[Tensor],\n    m: List[Tensor],\n    v: List[Tensor]",
                "Tensor",
                body.toString());
    }
}
