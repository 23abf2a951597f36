"""The peer of the data benchmark: torchvision under a DataLoader, timed over whole batches.

It reads lines "<case> <images>" and answers each with [seconds, seconds of processor time] for that many images, in batches of 128 made by as many
worker processes as threads. Cases, all over the same files in a new random order each epoch:
  cold         PIL: read, decode, RandomResizedCrop(128), flip
  cold_tensor  the same on tensors: torchvision.io.decode_jpeg
"""

import glob
import json
import multiprocessing
import os
import sys
import time

import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import io
from torchvision.transforms import v2

BATCH = 128


class Pictures(Dataset):
    def __init__(self, files, tensors):
        self.files = files
        self.tensors = tensors
        self.look = v2.Compose([v2.RandomResizedCrop(128, scale=(0.05, 1.0)), v2.RandomHorizontalFlip(), v2.PILToTensor()])

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        if self.tensors:
            image = io.decode_jpeg(io.read_file(self.files[index]), mode=io.ImageReadMode.RGB)
        else:
            image = Image.open(self.files[index]).convert("RGB")
        return self.look(image)


def forever(loader):
    while True:
        yield from loader


def loader(name, files, workers):
    return forever(
        DataLoader(
            Pictures(files, name == "cold_tensor"),
            BATCH,
            shuffle=True,
            num_workers=workers,
            drop_last=True,
            persistent_workers=True,
        )
    )


def processor_seconds():
    """Of this process and its workers, which Linux shows in /proc."""
    ticks = 0
    for child in multiprocessing.active_children():
        with open(f"/proc/{child.pid}/stat") as stat:
            ticks += sum(int(field) for field in stat.read().rsplit(")", 1)[1].split()[11:13])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def main():
    files = sorted(glob.glob(os.path.join(os.environ["IMAGES"], "*", "*.jpg")))
    workers = int(os.environ["THREADS"])
    torch.set_num_threads(1)
    iterators = {}
    print(json.dumps({"version": torch.__version__, "images": len(files)}), flush=True)
    for line in sys.stdin:
        name, images = line.split()
        if name not in iterators:
            iterators.clear()
            iterators[name] = loader(name, files, workers)
        for _ in range(2 * workers + 1):  # what was prefetched while the other side was measured
            next(iterators[name])
        batches = int(images) // BATCH
        start, used = time.perf_counter(), processor_seconds()
        for _ in range(batches):
            next(iterators[name])
        share = int(images) / (batches * BATCH)
        times = [(time.perf_counter() - start) * share, (processor_seconds() - used) * share]
        print(json.dumps(times), flush=True)


main()
