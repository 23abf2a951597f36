"""Numbers that any language can rebuild bit for bit: the inputs and weights of the fixtures.

uniform(key, i) = (splitmix64(fnv1a64(key) + i) >> 40) * 2^-24, a float32 in [0, 1); all arithmetic is modulo 2^64.
"""
import numpy as np

M = (1 << 64) - 1


def fnv1a64(key: str) -> int:
    h = 0xCBF29CE484222325
    for b in key.encode("utf-8"):
        h = ((h ^ b) * 0x100000001B3) & M
    return h


def bits(key: str, n: int) -> np.ndarray:
    """The n 64-bit outputs of splitmix64 for the counters fnv1a64(key) + 0 .. n-1."""
    with np.errstate(over="ignore"):
        z = np.uint64(fnv1a64(key)) + np.arange(n, dtype=np.uint64)
        z = z * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def uniform(key: str, shape) -> np.ndarray:
    n = int(np.prod(shape))
    return ((bits(key, n) >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)).reshape(shape)


def image(key: str, h: int, w: int) -> np.ndarray:
    """A uint8 H x W x 3 picture, row major: a coarse 8 x 8 random grid plus fine noise, so that resizing is not trivial."""
    coarse = (bits(key + "/coarse", 8 * 8 * 3) >> np.uint64(57)).astype(np.int64).reshape(8, 8, 3)  # 0..127
    fine = (bits(key + "/fine", h * w * 3) >> np.uint64(57)).astype(np.int64).reshape(h, w, 3)  # 0..127
    ys = (np.arange(h) * 8) // h
    xs = (np.arange(w) * 8) // w
    return (coarse[ys][:, xs] + fine).astype(np.uint8)


def weight(seed: str, name: str, shape) -> np.ndarray:
    """The value of a PyTorch parameter or buffer, by the last part of its name."""
    u = uniform(f"{seed}/{name}", shape)
    half = np.float32(0.5)
    kind = name.split(".")[-1]
    if kind == "weight" and len(shape) > 1:
        fan_in = int(np.prod(shape[1:]))
        return (u - half) * np.float32(2.0 * np.sqrt(3.0 / fan_in))
    return {
        "weight": np.float32(0.8) + np.float32(0.4) * u,
        "bias": (u - half) * np.float32(0.1),
        "running_mean": (u - half) * np.float32(0.2),
        "running_var": half + u,
    }[kind].astype(np.float32)
