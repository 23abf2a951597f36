package io.fixres.training.replica;

import io.fixres.training.network.ScriptText;

/** What replicas tell one another, as TorchScript: one call instead of one for each tensor. */
final class ReplicaScripts {
    private ReplicaScripts() {}

    /**
     * {@code forward(w, g, h, a, b)}: w. Each g becomes w[0] g + w[1] h and each h zero; a becomes a + b and b zero. h and b
     * may be on another device.
     *
     * @param gradients number of tensors in g and in h
     */
    static String gather(int gradients) {
        StringBuilder body = new StringBuilder();
        body.append("    k = torch.select(w, 0, 0)\n    l = torch.select(w, 0, 1)\n");
        for (int i = 0; i < gradients; i++) {
            String g = "g[" + i + "]";
            String h = "h[" + i + "]";
            body.append("    s" + i + " = torch.add_(torch.mul_(" + g + ", k), torch.mul(torch.to(" + h + ", " + g
                    + "), l))\n    z" + i + " = torch.zero_(" + h + ")\n");
        }
        body.append("    t = torch.add_(a, torch.to(b, a))\n    u = torch.zero_(b)\n    return w\n");
        return ScriptText.module(
                "w: Tensor,\n    g: List[Tensor],\n    h: List[Tensor],\n    a: Tensor,\n    b: Tensor",
                "Tensor",
                body.toString());
    }

    /**
     * {@code forward(p, q)}: a zero; each q becomes a copy of p, on whichever device.
     *
     * @param tensors number of tensors in p and in q
     */
    static String broadcast(int tensors) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < tensors; i++) {
            body.append("    c" + i + " = torch.copy_(torch.detach(q[" + i + "]), torch.detach(p[" + i + "]))\n");
        }
        body.append("    return torch.zeros([1])\n");
        return ScriptText.module("p: List[Tensor],\n    q: List[Tensor]", "Tensor", body.toString());
    }
}
