"""Writes pictures.json: what TensorFlow and torchvision make of pictures of odd shapes, and how their random boxes fall.

pip install tensorflow-cpu==2.18.1 (part 'tf'); pip install torch==2.7.1 torchvision==0.22.1 pillow (part 'torchvision')
python make_pictures.py tf|torchvision OUT.json [VALUES]      each part is added to OUT.json; VALUES a picture, default 16

A picture is image("transforms/<name>", height, width) of formula.py with the size under "images". The name of a result says
what was done, see GoldenPictures.java; it has VALUES values at flat positions (y * width + x) * 3 + channel.
"""
import json, os, pathlib, sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "training/src/test/python"))
from formula import bits, image

PART, OUT = sys.argv[1], sys.argv[2]
VALUES = int(sys.argv[3]) if len(sys.argv) > 3 else 16
IMAGES = {"wide": (97, 131), "tall": (203, 58), "small": (31, 45), "large": (333, 500), "flat": (9, 120)}
BOXES = ((97, 131), (480, 270), (64, 64), (50, 400))
DRAWS = 20000


def golden(key, a):
    a = np.asarray(a, np.float64)
    at = (bits(key, VALUES) % np.uint64(a.size)).astype(np.int64)
    return {"shape": list(a.shape), "mean": round(float(a.mean()), 4), "at": at.tolist(), "values": [round(float(v), 3) for v in a.ravel()[at]]}


def quantiles(v):
    return [round(float(q), 5) for q in np.quantile(np.asarray(v, np.float64), [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99])]


def boxes(sample, h, w):
    """How DRAWS boxes (top, left, height, width) fall."""
    r = np.array([sample(h, w) for _ in range(DRAWS)], np.float64)
    cols = {"area_fraction": r[:, 2] * r[:, 3] / (h * w), "aspect": r[:, 3] / r[:, 2], "height": r[:, 2], "width": r[:, 3],
            "centre_y": (r[:, 0] + r[:, 2] / 2) / h, "centre_x": (r[:, 1] + r[:, 3] / 2) / w}
    return {k: {"mean": round(float(v.mean()), 5), "quantiles": quantiles(v)} for k, v in cols.items()} | {"n": DRAWS}


def tensorflow_part():
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    res = {}
    for n, (h, w) in IMAGES.items():
        im = image(f"transforms/{n}", h, w)
        for th, tw in ((37, 37), (100, 100), (161, 161), (61, 90)):
            for method in ("bilinear", "bicubic", "nearest", "area"):
                for antialias in (False, True):
                    if antialias and method in ("nearest", "area"):
                        continue
                    name = f"squash_{th}x{tw}_{method}" + ("_antialias" if antialias else "")
                    res[f"{n}/{name}"] = golden(f"{n}/{name}", tf.image.resize(im, (th, tw), method=method, antialias=antialias).numpy())
        for size, crop in ((175, 100), (168, 96), (71, 40)):
            z = tf.image.resize(im, (size, size)).numpy()
            at = (size - crop) // 2  # Keras 3.15.1 CenterCrop: int((side - crop) / 2)
            res[f"{n}/squash_{size}_center_crop_{crop}"] = golden(f"{n}/{size}-{crop}", z[at : at + crop, at : at + crop])

    @tf.function
    def box(h, w, low, high, narrow, broad):
        o, s, _ = tf.image.sample_distorted_bounding_box(
            tf.stack([h, w, 3]), tf.zeros([0, 0, 4]), area_range=(low, high), aspect_ratio_range=(narrow, broad),
            min_object_covered=0.0, use_image_if_no_bounding_boxes=True)
        return tf.concat([o[:2], s[:2]], 0)

    tf.random.set_seed(1)
    for low, high, narrow, broad in ((0.05, 1.0, 0.75, 1.33), (0.1, 0.5, 0.5, 2.0)):
        for h, w in BOXES:
            name = f"sample_distorted_bounding_box_{low}_{high}_{narrow}_{broad}/{h}x{w}"
            res[name] = boxes(lambda a, b: box(a, b, low, high, narrow, broad).numpy(), h, w)
    return res


def changes(F, M):
    """name -> function of a PIL image or a uint8 tensor."""
    todo = {}
    for size in (23, 64, 99):
        for method in ("bilinear", "bicubic", "nearest"):
            mode = getattr(M, "NEAREST_EXACT" if method == "nearest" else method.upper())
            todo[f"resize_short_{size}_{method}"] = lambda s, size=size, mode=mode: F.resize(s, [size], mode, antialias=True)
            todo[f"squash_{size}x{size}_{method}_antialias"] = lambda s, size=size, mode=mode: F.resize(s, [size, size], mode, antialias=True)
        todo[f"resize_long_{size}_bilinear"] = lambda s, size=size: F.resize(s, None, M.BILINEAR, max_size=size, antialias=True)
    for size, crop in ((64, 51), (40, 40), (30, 77)):
        todo[f"resize_{size}_center_crop_{crop}"] = lambda s, size=size, crop=crop: F.center_crop(F.resize(s, [size], antialias=True), [crop, crop])
    todo["crop_2_5_7_31_resize_48"] = lambda s: F.resized_crop(s, 2, 5, 7, 31, [48, 48], antialias=True)
    todo["hflip"], todo["vflip"] = F.horizontal_flip, F.vertical_flip
    for name, function, factors in (
        ("brightness", F.adjust_brightness, (0.0, 0.5, 1.45, 2.7)), ("contrast", F.adjust_contrast, (0.0, 0.5, 1.45, 2.7)),
        ("saturation", F.adjust_saturation, (0.0, 0.5, 1.45, 2.7)), ("hue", F.adjust_hue, (-0.5, -0.07, 0.2, 0.43))):
        for factor in factors:
            todo[f"{name}_{factor}"] = lambda s, function=function, factor=factor: function(s, factor)
    todo["erase_3_4_5_11"] = lambda s: F.erase(s, 3, 4, 5, 11, v=__import__("torch").tensor([124, 116, 104], dtype=__import__("torch").uint8)[:, None, None])
    return todo


def trivial(M, magnitudes):
    """The operations of TrivialAugmentWide at a few of its 31 magnitudes, for PIL images."""
    from torchvision.transforms.v2 import TrivialAugmentWide

    todo = {}
    for mode in ("nearest", "bilinear"):
        transform = TrivialAugmentWide(interpolation=getattr(M, mode.upper()))
        for operation, (function, signed) in TrivialAugmentWide._AUGMENTATION_SPACE.items():
            if mode == "bilinear" and operation[:5] not in ("Shear", "Trans", "Rotat"):
                continue
            values = function(31, 0, 0)
            if values is None:
                todo[f"trivial_{operation}_0_{mode}"] = lambda s, t=transform, o=operation: t._apply_image_or_video_transform(s, o, 0.0, t.interpolation, t._fill)
                continue
            magnitudes[operation] = [float(v) for v in values]
            for bin in (0, 7, 13, 20, 30):
                for sign in (1, -1) if signed else (1,):
                    magnitude = sign * float(values[bin])
                    todo[f"trivial_{operation}_{sign * bin}_{mode}"] = lambda s, t=transform, o=operation, m=magnitude: t._apply_image_or_video_transform(s, o, m, t.interpolation, t._fill)
    return todo


def torchvision_part():
    import torch
    from PIL import Image
    from torchvision.transforms import InterpolationMode as M, RandomResizedCrop
    from torchvision.transforms.v2 import RandomErasing, functional as F

    magnitudes, res = {}, {}
    hwc = lambda x: np.asarray(x) if isinstance(x, Image.Image) else x.permute(1, 2, 0).numpy()
    todo, looks = changes(F, M), trivial(M, magnitudes)
    for n, (h, w) in IMAGES.items():
        im = image(f"transforms/{n}", h, w)
        pil, ten = Image.fromarray(im), torch.from_numpy(im).permute(2, 0, 1)
        for kind, src in (("pil", pil), ("tensor", ten)):
            for name, change in (todo if kind == "tensor" else todo | looks).items():
                if name.startswith(("erase", "trivial")) and n in ("large", "flat") or name.startswith("erase") and kind == "pil":
                    continue
                if kind == "pil" and "nearest" in name and not name.startswith("trivial"):
                    continue  # PIL adds up steps, so a centre that falls on a border goes to either side
                res[f"{kind}/{n}/{name}"] = golden(f"{n}/{name}", hwc(change(src)))
    torch.manual_seed(1)
    for low, high, narrow, broad in ((0.08, 1.0, 3 / 4, 4 / 3), (0.1, 1.0, 0.5, 2.0), (0.35, 0.6, 0.9, 1.1)):
        for h, w in BOXES:
            z = torch.empty(3, h, w, dtype=torch.uint8)
            res[f"random_resized_crop_{low}_{high}_{narrow}_{broad}/{h}x{w}"] = boxes(
                lambda a, b: RandomResizedCrop.get_params(z, [low, high], [narrow, broad]), h, w)
    erasing = RandomErasing(p=1.0)
    for h, w in BOXES[:3]:
        z = torch.empty(3, h, w, dtype=torch.uint8)

        def erased(a, b):
            while True:  # a box that is not found is no erasing at all
                p = erasing.make_params([z])
                if p["v"] is not None:
                    return p["i"], p["j"], p["h"], p["w"]

        res[f"random_erasing_0.02_0.33_0.3_3.3/{h}x{w}"] = boxes(erased, h, w)
    res["trivial_magnitudes"] = magnitudes
    return res


old = json.load(open(OUT)) if os.path.exists(OUT) else {}
old["images"] = IMAGES
old[PART] = tensorflow_part() if PART == "tf" else torchvision_part()
json.dump(old, open(OUT, "w"), separators=(",", ":"))
print(OUT, PART, len(old[PART]))
