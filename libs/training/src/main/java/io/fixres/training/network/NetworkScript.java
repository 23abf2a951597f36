package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec.BatchNormVariance;
import io.fixres.contracts.recipe.NetworkSpec.Precision;
import io.fixres.contracts.recipe.PhaseSpec.LossReduction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders a network as stateless TorchScript: parameters {@code p} and moving statistics {@code s} are arguments, so that
 * Java owns every tensor. The mode of each batch norm is a word in the text.
 *
 * <p>Images come as uint8 [n, height, width, 3]; scaled and seen as [n, 3, height, width] they lie channels last in memory
 * without being copied.
 */
public final class NetworkScript {
    private static final int FLOAT32 = 6;
    private static final int FLOAT64 = 7;
    private static final int BFLOAT16 = 15;
    private static final int CHANNELS_OF_A_VECTOR = 16;
    private static final String INFERENCE = "x: Tensor,\n    p: List[Tensor],\n    s: List[Tensor]";

    private final Network network;
    private final TrainingPlan plan;
    private final StringBuilder body = new StringBuilder();
    private final Map<String, Integer> parameters = new HashMap<>();
    private final Map<String, Integer> statistics = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();
    private final Overwriting overwriting;

    private NetworkScript(Network network, TrainingPlan plan) {
        this.network = network;
        this.plan = plan;
        this.overwriting = new Overwriting(network);
        network.parameters().forEach(v -> parameters.put(key(v.layer(), v.kind()), parameters.size()));
        network.statistics().forEach(v -> statistics.put(key(v.layer(), v.kind()), statistics.size()));
    }

    /**
     * {@code forward(x, p, s)}: float32 [n, features + classes], for each image what the classifier reads and the logits
     * that it makes of it; every batch norm in inference mode.
     */
    public static String inference(Network network) {
        NetworkScript script = new NetworkScript(network, null);
        script.images();
        script.layers(0, network.layers().size());
        String pooled = script.output(network.classifier().input());
        return script.method(INFERENCE, "    return torch.cat([" + pooled + ", " + script.logits() + "], 1)\n");
    }

    /** {@code forward(x, p, s)}: what crosses the cut, float32 [n, values], each output channel by channel. */
    public static String frozen(Network network, FrozenPart part) {
        NetworkScript script = new NetworkScript(network, null);
        script.images();
        script.layers(0, part.layers());
        List<String> flat = part.cut().keySet().stream()
                .map(layer -> "torch.flatten(torch.contiguous(torch.to(" + script.output(layer) + ", " + FLOAT32
                        + ")), 1, -1)")
                .toList();
        return script.method(INFERENCE, "    return torch.cat([" + String.join(", ", flat) + "], 1)\n");
    }

    /**
     * {@code forward(x, y, p, s, a)}: cross-entropy of the batch, its mean or sum; updates the moving statistics that the
     * plan lets move, and adds to the float64 totals {@code a}: the sum of losses and the number of right answers.
     *
     * @param part computed apart, so that x are its values instead of images; empty where the whole network is trained
     * @param labelSmoothing share of the target spread over all classes (PyTorch's and Keras' definition)
     * @param shares whether each image belongs to several classes: {@code forward(x, y, t, p, s, a)}, where t are the shares,
     *     float32 [n, classes], and y the classes that count as right
     */
    public static String training(
            TrainingPlan plan,
            Optional<FrozenPart> part,
            double labelSmoothing,
            LossReduction reduction,
            boolean shares) {
        NetworkScript script = new NetworkScript(plan.network(), plan);
        part.ifPresentOrElse(script::features, script::images);
        script.layers(
                part.map(FrozenPart::layers).orElse(0), plan.network().layers().size());
        String logits = script.logits();
        boolean sum = reduction == LossReduction.SUM;
        String end = "    loss = torch.cross_entropy_loss(" + logits + (shares ? ", t" : ", y") + ", None, "
                + (sum ? 2 : 1)
                + ", -100, " + labelSmoothing + ")\n"
                + "    right = torch.sum(torch.eq(torch.argmax(" + logits + ", 1), y))\n"
                + "    n = torch.size(x, 0)\n"
                + "    total = torch.mul(torch.to(torch.detach(loss), " + FLOAT64 + "), " + (sum ? "1" : "n") + ")\n"
                + "    _0 = torch.add_(torch.select(a, 0, 0), total)\n"
                + "    _1 = torch.add_(torch.select(a, 0, 1), torch.to(right, " + FLOAT64 + "))\n"
                + "    return loss\n";
        return script.method(
                "x: Tensor,\n    y: Tensor,\n" + (shares ? "    t: Tensor,\n" : "")
                        + "    p: List[Tensor],\n    s: List[Tensor],\n    a: Tensor",
                end);
    }

    private String method(String arguments, String end) {
        return ScriptText.module(arguments, "Tensor", body + end);
    }

    private void images() {
        line("pixels", "torch.to(torch.permute(x, [0, 3, 1, 2]), " + FLOAT32 + ")");
        scale();
        outputs.put(Network.INPUT, "scaled");
    }

    private void features(FrozenPart part) {
        int from = 0;
        for (Map.Entry<String, LayerShapes.Size> output : part.cut().entrySet()) {
            LayerShapes.Size size = output.getValue();
            String name = "f" + outputs.size();
            String values = "torch.contiguous(torch.narrow(x, 1, " + from + ", " + size.values() + "))";
            String shape = size.vector() ? "" : ", " + size.side() + ", " + size.side();
            line(name, "torch.view(" + values + ", [-1, " + size.channels() + shape + "])");
            outputs.put(output.getKey(), name);
            from += size.values();
        }
    }

    private void layers(int from, int to) {
        for (int i = from; i < to; i++) {
            Layer layer = network.layers().get(i);
            render(layer, "t" + i);
            outputs.put(layer.name(), "t" + i);
            overwriting.made(layer);
        }
    }

    private String logits() {
        return output(network.layers().get(network.layers().size() - 1).name());
    }

    private void scale() {
        switch (network.scaling()) {
            case TF -> line("scaled", "torch.sub(torch.div(pixels, 127.5), 1.)");
            case UNIT -> line("scaled", "torch.div(pixels, 255.)");
            case IMAGENET -> {
                constant("mean", "0.485, 0.456, 0.406");
                constant("deviation", "0.229, 0.224, 0.225");
                line("scaled", "torch.div(torch.sub(torch.div(pixels, 255.), mean), deviation)");
            }
        }
    }

    /** A float32 tensor [1, 3, 1, 1] on the device of the images. */
    private void constant(String name, String values) {
        line(
                name,
                "torch.view(torch.tensor([" + values + "], dtype=" + FLOAT32
                        + ", device=ops.prim.device(x)), [1, 3, 1, 1])");
    }

    private void render(Layer layer, String out) {
        if (layer instanceof Layer.Convolution c) {
            convolution(c, out);
        } else if (layer instanceof Layer.BatchNorm b) {
            batchNorm(b, out);
        } else if (layer instanceof Layer.Relu r) {
            line(out, (overwriting.allowed(r.input()) ? "torch.relu_(" : "torch.relu(") + output(r.input()) + ")");
        } else if (layer instanceof Layer.MaxPool m) {
            String in = output(m.input());
            String padding = "[" + (m.padding() + ", ").repeat(3) + m.padding() + "]";
            String padded = m.padding() == 0 ? in : "torch.constant_pad_nd(" + in + ", " + padding + ", 0)";
            line(
                    out,
                    "torch.max_pool2d(" + padded + ", " + pair(m.window()) + ", " + pair(m.stride())
                            + ", [0, 0], [1, 1], False)");
        } else if (layer instanceof Layer.Add a) {
            sum(a, out);
        } else if (layer instanceof Layer.GlobalAveragePool g) {
            line(out, "torch.mean(torch.to(" + output(g.input()) + ", " + FLOAT32 + "), [2, 3])");
        } else if (layer instanceof Layer.Dense d) {
            line(
                    out,
                    "torch.linear(" + output(d.input()) + ", " + parameter(d, VariableKind.KERNEL) + ", "
                            + parameter(d, VariableKind.BIAS) + ")");
        }
    }

    /**
     * A strided 1 x 1 convolution reads only some of the pixels. With fewer than 16 channels it is given just those: oneDNN
     * 3.7.1 (PyTorch 2.7.1) on processors with AVX-512 otherwise writes beyond its buffer in the gradient of the weights,
     * if the images lie channels last and their number is odd.
     */
    private void convolution(Layer.Convolution layer, String out) {
        String in = lowered(output(layer.input()));
        int stride = layer.stride();
        if (layer.kernel() == 1 && stride > 1 && layer.inputChannels() < CHANNELS_OF_A_VECTOR) {
            String rows = "torch.slice(" + in + ", 2, 0, " + Long.MAX_VALUE + ", " + stride + ")";
            in = "torch.slice(" + rows + ", 3, 0, " + Long.MAX_VALUE + ", " + stride + ")";
            stride = 1;
        }
        String bias = layer.bias() ? lowered(parameter(layer, VariableKind.BIAS)) : "None";
        line(
                out,
                "torch.conv2d(" + in + ", " + lowered(parameter(layer, VariableKind.KERNEL)) + ", " + bias + ", "
                        + pair(stride) + ", " + pair(layer.padding()) + ", [1, 1], 1)");
    }

    private void sum(Layer.Add layer, String out) {
        // A stored feature is float32 and would be lost in a sum that is bfloat16 because its other part is.
        boolean whole = outputs.containsKey(Network.INPUT);
        if (whole && overwriting.allowed(layer.right())) {
            line(out, "torch.add_(" + output(layer.right()) + ", " + output(layer.left()) + ")");
        } else {
            line(out, "torch.add(" + output(layer.left()) + ", " + output(layer.right()) + ")");
        }
    }

    /**
     * torch.batch_norm moves the variance by the unbiased batch variance. For Keras' biased one the new value v' of its
     * copy is put right: with f = (n - 1) / n and momentum m, m v + (1 - m) f u = f v' + m (1 - f) v.
     */
    private void batchNorm(Layer.BatchNorm layer, String out) {
        BatchNormSettings settings = network.batchNorm();
        boolean live = plan != null && plan.usesBatchStatistics(layer);
        String mean = statistic(layer, VariableKind.MOVING_MEAN);
        String variance = statistic(layer, VariableKind.MOVING_VARIANCE);
        boolean biased = live && settings.variance() == BatchNormVariance.BIASED;
        String moved = variance;
        if (biased) {
            moved = out + "_v";
            line(moved, "torch.clone(" + variance + ")");
        }
        String in = output(layer.input());
        line(
                out,
                "torch.batch_norm(" + in + ", " + parameter(layer, VariableKind.GAMMA) + ", "
                        + parameter(layer, VariableKind.BETA) + ", " + mean + ", " + moved + ", "
                        + (live ? "True" : "False") + ", " + (1 - settings.momentum()) + ", " + settings.epsilon()
                        + ", True)");
        if (biased) {
            String n = out + "_n";
            String f = out + "_f";
            line(n, "torch.floordiv(torch.numel(" + in + "), " + layer.channels() + ")");
            line(f, "torch.div(torch.sub(" + n + ", 1), " + n + ")");
            line(out + "_g", "torch.mul(torch.sub(1., " + f + "), " + settings.momentum() + ")");
            line(out + "_w", "torch.add(torch.mul(" + moved + ", " + f + "), " + variance + ", alpha=" + out + "_g)");
            line(out + "_c", "torch.copy_(" + variance + ", " + out + "_w)");
        }
    }

    private String lowered(String expression) {
        return network.spec().precision() == Precision.BF16
                ? "torch.to(" + expression + ", " + BFLOAT16 + ")"
                : expression;
    }

    private String parameter(Layer layer, VariableKind kind) {
        return "p[" + parameters.get(key(layer.name(), kind)) + "]";
    }

    private String statistic(Layer layer, VariableKind kind) {
        return "s[" + statistics.get(key(layer.name(), kind)) + "]";
    }

    private static String key(String layer, VariableKind kind) {
        return Naming.KERAS.name(layer, kind);
    }

    private String output(String layer) {
        return outputs.get(layer);
    }

    private static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }

    private void line(String name, String expression) {
        body.append("    ").append(name).append(" = ").append(expression).append('\n');
    }
}
