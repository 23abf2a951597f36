"""The peer of the data benchmark: tf.data pipelines, timed over whole batches.

It reads lines "<case> <images>" and answers each with [seconds, seconds of processor time] for that many images, in batches of 128 on all threads.
Cases, all over the same files in a new random order each epoch:
  cold        read, decode, random box (sample_distorted_bounding_box), resize to 128, flip
  cold_crop   the same, but only the box is decoded (decode_and_crop_jpeg)
  warm        as cold, with the decoded images cached in memory
  warm_224    decoded images cached; squash to 392, flip, centre crop of 224
"""

import json
import os
import sys
import time

import tensorflow as tf

BATCH = 128
AUTO = tf.data.AUTOTUNE
SCALE, RATIO = (0.05, 1.0), (0.75, 1.33)


def box_of(shape):
    begin, size, _ = tf.image.sample_distorted_bounding_box(
        shape, tf.zeros([1, 0, 4]), area_range=SCALE, aspect_ratio_range=RATIO, use_image_if_no_bounding_boxes=True
    )
    return begin, size


def finish(crop, size):
    image = tf.image.resize(crop, [size, size])
    return tf.cast(tf.round(tf.image.random_flip_left_right(image)), tf.uint8)


def random_crop(image):
    begin, size = box_of(tf.shape(image))
    return finish(tf.slice(image, begin, size), 128)


def decode(path):
    return tf.io.decode_jpeg(tf.io.read_file(path), channels=3)


def decode_box(path):
    content = tf.io.read_file(path)
    begin, size = box_of(tf.io.extract_jpeg_shape(content))
    window = tf.concat([begin[:2], size[:2]], 0)
    return finish(tf.image.decode_and_crop_jpeg(content, window, channels=3), 128)


def squash_crop(image):
    image = tf.image.random_flip_left_right(tf.image.resize(image, [392, 392]))
    return tf.cast(tf.round(tf.image.resize_with_crop_or_pad(image, 224, 224)), tf.uint8)


def pipeline(name, files):
    data = tf.data.Dataset.from_tensor_slices(files)
    if name.startswith("warm"):
        data = data.map(decode, AUTO).cache().shuffle(len(files)).repeat()
        data = data.map(squash_crop if name == "warm_224" else random_crop, AUTO, deterministic=False)
    else:
        data = data.shuffle(len(files)).repeat()
        look = decode_box if name == "cold_crop" else lambda path: random_crop(decode(path))
        data = data.map(look, AUTO, deterministic=False)
    return iter(data.batch(BATCH).prefetch(AUTO))


def processor_seconds():
    return time.process_time()


def main():
    files = sorted(tf.io.gfile.glob(os.path.join(os.environ["IMAGES"], "*", "*.jpg")))
    threads = int(os.environ["THREADS"])
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    iterators = {}
    print(json.dumps({"version": tf.__version__, "images": len(files)}), flush=True)
    for line in sys.stdin:
        name, images = line.split()
        if name not in iterators:
            iterators.clear()
            iterators[name] = pipeline(name, files)
            warm_up = len(files) // BATCH + 2 if name.startswith("warm") else 4
        else:
            warm_up = 4  # what was prefetched while the other side was measured
        for _ in range(warm_up):
            next(iterators[name])
        batches = int(images) // BATCH
        start, used = time.perf_counter(), processor_seconds()
        for _ in range(batches):
            next(iterators[name])
        share = int(images) / (batches * BATCH)
        times = [(time.perf_counter() - start) * share, (processor_seconds() - used) * share]
        print(json.dumps(times), flush=True)


main()
