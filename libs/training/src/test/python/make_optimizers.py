"""Writes optimizers.json: parameters after steps 1, 2 and 12 of PyTorch's and Keras' optimizers.

    pip install torch==2.7.1 keras==3.15.1 numpy
    KERAS_BACKEND=torch python make_optimizers.py > ../resources/io/fixres/training/optimizers.json

Parameters and gradients are a formula, see start() and gradient(); OptimizerTest has the same one.
"""

import json
import math

import keras
import torch

SHAPES = {"head/kernel": [2, 3], "body/kernel": [3], "body/bias": [2]}
RATE = 0.05
STEPS = 12
SHOWN = (1, 2, 12)


def start(p, i):
    return math.sin(1.7 * p + 0.9 * i + 0.3)


def gradient(step, p, i):
    return 0.8 * math.cos(0.31 * step * (i + 1) + p) + 0.1 * i


def tensors(make):
    out = []
    for p, shape in enumerate(SHAPES.values()):
        out.append(make([start(p, i) for i in range(math.prod(shape))], shape))
    return out


def torch_run(create, clip=None):
    parameters = tensors(lambda v, s: torch.tensor(v, dtype=torch.float32).reshape(s).requires_grad_())
    optimizer = create(dict(zip(SHAPES, parameters)))
    after = {}
    for step in range(1, STEPS + 1):
        for p, parameter in enumerate(parameters):
            values = [gradient(step, p, i) for i in range(parameter.numel())]
            parameter.grad = torch.tensor(values, dtype=torch.float32).reshape(parameter.shape)
        if clip:
            torch.nn.utils.clip_grad_norm_(parameters, clip)
        optimizer.step()
        if step in SHOWN:
            after[step] = [p.detach().flatten().tolist() for p in parameters]
    return after


def keras_run(optimizer):
    variables = tensors(lambda v, s: keras.Variable(torch.tensor(v, dtype=torch.float32).reshape(s)))
    optimizer.build(variables)
    after = {}
    for step in range(1, STEPS + 1):
        gradients = []
        for p, variable in enumerate(variables):
            n = math.prod(variable.shape)
            values = torch.tensor([gradient(step, p, i) for i in range(n)], dtype=torch.float32)
            gradients.append(values.reshape(tuple(variable.shape)))
        optimizer.apply(gradients, variables)
        if step in SHOWN:
            after[step] = [v.value.detach().flatten().tolist() for v in variables]
    return after


def grouped(optimizer, head_factor=1.0, decay_all=True, **options):
    decay = options.pop("weight_decay", 0.0)

    def create(named):
        groups = []
        for name, parameter in named.items():
            groups.append({
                "params": [parameter],
                "lr": RATE * (head_factor if name.startswith("head/") else 1.0),
                "weight_decay": decay if decay_all or name.endswith("/kernel") else 0.0,
            })
        return optimizer(groups, lr=RATE, **options)

    return create


def average(decay):
    """Exponential moving average of parameters trained by SGD."""
    parameters = tensors(lambda v, s: torch.tensor(v, dtype=torch.float32).reshape(s).requires_grad_())
    model = torch.nn.ParameterList(parameters)
    averaged = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(decay))
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    after = {}
    for step in range(1, STEPS + 1):
        for p, parameter in enumerate(model):
            values = [gradient(step, p, i) for i in range(parameter.numel())]
            parameter.grad = torch.tensor(values, dtype=torch.float32).reshape(parameter.shape)
        optimizer.step()
        averaged.update_parameters(model)
        if step in SHOWN:
            after[step] = [p.detach().flatten().tolist() for p in averaged.module]
    return after


SGD, ADAM, ADAMW = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW

print(json.dumps({
    "versions": {"torch": torch.__version__.split("+")[0], "keras": keras.__version__},
    "after": {
        "sgd": torch_run(grouped(SGD)),
        "sgd_momentum_decay": torch_run(grouped(SGD, momentum=0.9, weight_decay=0.1)),
        "sgd_nesterov": torch_run(grouped(SGD, momentum=0.9, nesterov=True)),
        "sgd_head_10x": torch_run(grouped(SGD, head_factor=10.0, momentum=0.9)),
        "sgd_no_decay_on_biases": torch_run(grouped(SGD, decay_all=False, weight_decay=0.1)),
        "adam_pytorch": torch_run(grouped(ADAM)),
        "adam_pytorch_decay": torch_run(grouped(ADAM, weight_decay=0.1)),
        "adam_pytorch_clipped": torch_run(grouped(ADAM), clip=0.5),
        "adamw_pytorch": torch_run(grouped(ADAMW, weight_decay=0.1)),
        "adamw_head_10x_no_decay_on_biases": torch_run(grouped(ADAMW, 10.0, False, weight_decay=0.1)),
        "adam_keras": keras_run(keras.optimizers.Adam(RATE)),
        "adamw_keras": keras_run(keras.optimizers.AdamW(RATE, weight_decay=0.1)),
        "average": average(0.9),
    },
}, indent=1))
