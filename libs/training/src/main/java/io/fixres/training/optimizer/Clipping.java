package io.fixres.training.optimizer;

import io.fixres.training.network.ScriptText;

/** Norms of gradients, and clipping by the norm of all of them as PyTorch's {@code clip_grad_norm_} does it. */
final class Clipping {
    private Clipping() {}

    /** {@code forward(g)}: squared L2 norm of each gradient. */
    static String norms(int parameters) {
        StringBuilder body = new StringBuilder();
        squares(body, parameters);
        return ScriptText.module(
                "g: List[Tensor]", "Tensor", body.append("    return squares\n").toString());
    }

    /** {@code forward(g)}: scales the gradients in place; gives their norm before. */
    static String script(double limit, int parameters) {
        StringBuilder body = new StringBuilder();
        append(body, limit, parameters);
        return ScriptText.module(
                "g: List[Tensor]", "Tensor", body.append("    return norm\n").toString());
    }

    /** Scales the gradients {@code g} in place. */
    static void append(StringBuilder body, double limit, int parameters) {
        squares(body, parameters);
        body.append("    norm = torch.sqrt(torch.sum(squares))\n");
        body.append("    clip = torch.clamp(torch.div(torch.mul(torch.ones_like(norm), " + limit
                + "), torch.add(norm, 1e-06)), None, 1.)\n");
        for (int i = 0; i < parameters; i++) {
            body.append("    c" + i + " = torch.mul_(g[" + i + "], clip)\n");
        }
    }

    private static void squares(StringBuilder body, int parameters) {
        body.append("    squares = torch.stack([");
        for (int i = 0; i < parameters; i++) {
            body.append(i == 0 ? "" : ", ").append("torch.sum(torch.mul(g[" + i + "], g[" + i + "]))");
        }
        body.append("])\n");
    }
}
