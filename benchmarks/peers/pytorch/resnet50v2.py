"""Keras' ResNet50V2 in PyTorch, layer by layer, with the names that Keras gives its layers."""

import torch
from torch import nn
from torch.nn import functional as F

EPSILON, MOMENTUM = 1.001e-5, 0.01  # PyTorch's momentum is one minus Keras'


def norm(channels):
    return nn.BatchNorm2d(channels, eps=EPSILON, momentum=MOMENTUM)


class Block(nn.Module):
    def __init__(self, channels_in, filters, stride, projects):
        super().__init__()
        self.stride = stride
        self.preact_bn = norm(channels_in)
        self.conv0 = nn.Conv2d(channels_in, 4 * filters, 1) if projects else None
        self.conv1 = nn.Conv2d(channels_in, filters, 1, bias=False)
        self.bn1 = norm(filters)
        self.conv2 = nn.Conv2d(filters, filters, 3, stride, 1, bias=False)
        self.bn2 = norm(filters)
        self.conv3 = nn.Conv2d(filters, 4 * filters, 1)

    def forward(self, x):
        active = F.relu(self.preact_bn(x))
        if self.conv0 is not None:
            shortcut = self.conv0(active)
        else:
            shortcut = F.max_pool2d(x, 1, self.stride) if self.stride > 1 else x
        y = F.relu(self.bn1(self.conv1(active)))
        y = F.relu(self.bn2(self.conv2(y)))
        return shortcut + self.conv3(y)


class ResNet50V2(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.conv1_conv = nn.Conv2d(3, 64, 7, 2, 3)
        self.stages = nn.ModuleList()
        channels = 64
        for stage, blocks in enumerate((3, 4, 6, 3)):
            filters = 64 << stage
            layers = []
            for block in range(blocks):
                stride = 2 if block == blocks - 1 and stage < 3 else 1
                layers.append(Block(channels, filters, stride, block == 0))
                channels = 4 * filters
            self.stages.append(nn.Sequential(*layers))
        self.post_bn = norm(channels)
        self.head = nn.Linear(channels, classes)

    def features(self, x):
        x = F.max_pool2d(F.pad(self.conv1_conv(x), (1, 1, 1, 1)), 3, 2)
        for stage in self.stages:
            x = stage(x)
        return x

    def classify(self, features):
        return self.head(F.relu(self.post_bn(features)).mean((2, 3)))

    def forward(self, x):
        return self.classify(self.features(x))

    def keras_names(self):
        """Parameters and buffers by the names that Keras gives them."""
        names = {}

        def convolution(name, layer):
            names[name + "/kernel"] = layer.weight
            if layer.bias is not None:
                names[name + "/bias"] = layer.bias

        def batch_norm(name, layer):
            names[name + "/gamma"], names[name + "/beta"] = layer.weight, layer.bias
            names[name + "/moving_mean"], names[name + "/moving_variance"] = layer.running_mean, layer.running_var

        convolution("conv1_conv", self.conv1_conv)
        for s, stage in enumerate(self.stages):
            for b, block in enumerate(stage):
                prefix = f"conv{s + 2}_block{b + 1}"
                batch_norm(prefix + "_preact_bn", block.preact_bn)
                if block.conv0 is not None:
                    convolution(prefix + "_0_conv", block.conv0)
                convolution(prefix + "_1_conv", block.conv1)
                batch_norm(prefix + "_1_bn", block.bn1)
                convolution(prefix + "_2_conv", block.conv2)
                batch_norm(prefix + "_2_bn", block.bn2)
                convolution(prefix + "_3_conv", block.conv3)
        batch_norm("post_bn", self.post_bn)
        convolution("head", self.head)
        return names


def from_keras(value):
    """Keras' order of dimensions to PyTorch's."""
    tensor = torch.as_tensor(value)
    if tensor.dim() == 4:
        return tensor.permute(3, 2, 0, 1).contiguous()
    return tensor.t().contiguous() if tensor.dim() == 2 else tensor
