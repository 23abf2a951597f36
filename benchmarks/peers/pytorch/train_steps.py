"""The peer of TrainingBenchmark: PyTorch's training steps, timed one by one.

It reads lines "<case> <steps>" and answers each with a JSON list of seconds. Cases:
  fp32       all layers at 128 px, Adam, float32, channels last
  bf16       the same under autocast to bfloat16
  finetune   post_bn and head at 224 px, everything before without gradients and in inference mode, float32
"""

import json
import os
import sys
import time

import torch
from resnet50v2 import ResNet50V2
from torch.nn import functional as F

BATCH, CLASSES = 32, 5


class Case:
    def __init__(self, name):
        self.frozen = name == "finetune"
        self.bf16 = name == "bf16"
        size = 224 if self.frozen else 128
        torch.manual_seed(1)
        self.net = ResNet50V2(CLASSES).to(memory_format=torch.channels_last).train()
        if self.frozen:
            self.net.requires_grad_(False)
            self.net.eval()
            self.net.post_bn.train()
            self.net.post_bn.requires_grad_(True)
            self.net.head.requires_grad_(True)
        parameters = [p for p in self.net.parameters() if p.requires_grad]
        self.optimizer = torch.optim.Adam(parameters, lr=1e-4)
        self.pixels = torch.randint(0, 256, (BATCH, size, size, 3), dtype=torch.uint8)
        self.labels = torch.arange(BATCH) % CLASSES

    def step(self):
        x = self.pixels.permute(0, 3, 1, 2).float() / 127.5 - 1  # channels last already
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            if self.frozen:
                with torch.no_grad():
                    features = self.net.features(x)
                logits = self.net.classify(features)
            else:
                logits = self.net(x)
        loss = F.cross_entropy(logits.float(), self.labels)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()


def main():
    torch.set_num_threads(int(os.environ["THREADS"]))
    cases = {}
    print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
    for line in sys.stdin:
        name, steps = line.split()
        if name not in cases:
            cases.clear()
            cases[name] = Case(name)
        seconds = []
        for _ in range(int(steps)):
            start = time.perf_counter()
            cases[name].step()
            seconds.append(time.perf_counter() - start)
        print(json.dumps(seconds), flush=True)


main()
