"""Writes torch-networks.json: logits, losses and gradient norms of torchvision's and D2L's networks.

    pip install torch==2.7.1 torchvision==0.22.1 numpy
    python make_torch_networks.py > ../resources/io/fixres/training/torch-networks.json

Weights and pictures are the formula of formula.py.
"""

import json

import numpy as np
import torch
import torchvision
from formula import image, weight
from torch import nn
from torch.nn import functional as F

SEED, CLASSES, SIZE = "torch", 5, 64


class Residual(nn.Module):
    """As described in Dive into Deep Learning, section on ResNet: biases, and no norm on the projection."""

    def __init__(self, channels_in, channels, projects):
        super().__init__()
        stride = 2 if projects else 1
        self.conv1 = nn.Conv2d(channels_in, channels, 3, stride, 1)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1)
        self.conv3 = nn.Conv2d(channels_in, channels, 1, stride) if projects else None
        self.bn1 = nn.BatchNorm2d(channels)
        self.bn2 = nn.BatchNorm2d(channels)

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (self.conv3(x) if self.conv3 else x))


def d2l_resnet18():
    net = nn.Sequential(nn.Conv2d(3, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU())
    for stage in range(4):
        channels = 64 << stage
        blocks = [Residual(channels if stage == 0 else channels // 2, channels, stage > 0), Residual(channels, channels, False)]
        net.add_module(f"resnet_block{stage + 1}", nn.Sequential(*blocks))
    net.add_module("pool", nn.AdaptiveAvgPool2d(1))
    net.add_module("fc", nn.Sequential(nn.Flatten(), nn.Linear(512, CLASSES)))
    return net


def pictures(tag, n):
    return np.stack([image(f"{SEED}/{tag}/{i}", SIZE, SIZE) for i in range(n)])


def scaled(batch, imagenet):
    x = torch.from_numpy(batch).permute(0, 3, 1, 2).float()
    if not imagenet:
        return x / 127.5 - 1
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    return (x / 255 - mean) / deviation


def run(net, imagenet):
    state = {k: v for k, v in net.state_dict().items() if not k.endswith("num_batches_tracked")}
    net.load_state_dict({k: torch.from_numpy(weight(SEED, k, tuple(v.shape))) for k, v in state.items()}, strict=False)
    net.eval()
    with torch.no_grad():
        logits = net(scaled(pictures("inference", 2), imagenet))
    net.train()
    loss = F.cross_entropy(net(scaled(pictures("train", 4), imagenet)), torch.arange(4) % CLASSES)
    loss.backward()
    moved = {k: float(v.double().norm()) for k, v in net.state_dict().items() if "running" in k}
    return {
        "variables": {k: list(v.shape) for k, v in state.items()},
        "logits": logits.tolist(),
        "loss": loss.item(),
        "gradients": {k: float(p.grad.double().norm()) for k, p in net.named_parameters()},
        "moved": moved,
    }


torch.manual_seed(0)
print(json.dumps({
    "seed": SEED,
    "versions": {"torch": torch.__version__.split("+")[0], "torchvision": torchvision.__version__.split("+")[0]},
    "resnet18": run(torchvision.models.resnet18(num_classes=CLASSES), True),
    "resnet50": run(torchvision.models.resnet50(num_classes=CLASSES), True),
    "d2l_resnet18": run(d2l_resnet18(), False),
}, indent=1))
