package io.fixres.contracts.transform;

import static io.fixres.contracts.transform.TransformStep.Arithmetic.PILLOW;
import static io.fixres.contracts.transform.TransformStep.Interpolation.BILINEAR;
import static io.fixres.contracts.transform.TransformStep.Rounding.DOWN;

import io.fixres.contracts.recipe.StrictBinder;
import io.fixres.contracts.transform.TransformStep.CenterCrop;
import io.fixres.contracts.transform.TransformStep.ColorJitter;
import io.fixres.contracts.transform.TransformStep.Hflip;
import io.fixres.contracts.transform.TransformStep.RandomResizedCrop;
import io.fixres.contracts.transform.TransformStep.ResizeShort;
import io.fixres.contracts.transform.TransformStep.Sampler;
import io.fixres.contracts.transform.TransformStep.ShiftedCenterCrop;
import io.fixres.contracts.transform.TransformStep.Squash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The published transforms, by name; each is a list of steps once the resolution is known. */
public final class Pipelines {
    private static final Map<String, IntFunction<List<TransformStep>>> BY_NAME = new LinkedHashMap<>();

    static {
        // Keras example (keras-io, examples/vision/fixres.py): int(224 / 128 * 224) = 392 for 224.
        BY_NAME.put(
                "keras_fixres_train",
                r -> List.of(
                        new RandomResizedCrop(
                                r, List.of(0.05, 1.0), List.of(0.75, 1.33), Sampler.TENSORFLOW, BILINEAR, false),
                        new Hflip(0.5)));
        BY_NAME.put(
                "keras_fixres_finetune",
                r -> List.of(new Squash(kerasResize(r), BILINEAR, false), new Hflip(0.5), new CenterCrop(r, DOWN)));
        BY_NAME.put(
                "keras_fixres_test",
                r -> List.of(new Squash(kerasResize(r), BILINEAR, false), new CenterCrop(r, DOWN)));
        // FixRes paper and its transforms_v2: resize the short side to int(256 / 224 * r), crop the centre.
        BY_NAME.put(
                "fixres_train",
                r -> List.of(
                        new RandomResizedCrop(r, null, null, null, null, null),
                        new Hflip(0.5),
                        new ColorJitter(0.3, 0.3, 0.3, 0.0, PILLOW)));
        BY_NAME.put(
                "fixres_finetune",
                r -> List.of(
                        new ResizeShort(fixresResize(r), BILINEAR, true),
                        new Hflip(0.5),
                        new ColorJitter(0.05, 0.05, 0.05, 0.0, PILLOW),
                        new ShiftedCenterCrop(r)));
        BY_NAME.put("fixres_test", r -> List.of(new ResizeShort(fixresResize(r), BILINEAR, true), new CenterCrop(r)));
        // The paper's names for what it fine-tunes with: the test transform, the same with shift, flip and jitter,
        // and the transform of the training.
        BY_NAME.put("fixres_test_da", BY_NAME.get("fixres_test"));
        BY_NAME.put("fixres_test_da2", BY_NAME.get("fixres_finetune"));
        BY_NAME.put("fixres_train_da", BY_NAME.get("fixres_train"));
        BY_NAME.put(
                "torchvision_train",
                r -> List.of(new RandomResizedCrop(r, null, null, null, null, null), new Hflip(0.5)));
        BY_NAME.put(
                "torchvision_test", r -> List.of(new ResizeShort(fixresResize(r), BILINEAR, true), new CenterCrop(r)));
        // Dive into Deep Learning, section "Image Augmentation" (PyTorch, book 1.0); its crops are 200 x 200 there.
        BY_NAME.put("d2l_flip", r -> List.of(new Squash(r, BILINEAR, true), new Hflip(0.5)));
        BY_NAME.put(
                "d2l_crop",
                r -> List.of(new RandomResizedCrop(r, List.of(0.1, 1.0), List.of(0.5, 2.0), null, null, null)));
        BY_NAME.put(
                "d2l_color", r -> List.of(new Squash(r, BILINEAR, true), new ColorJitter(0.5, 0.5, 0.5, 0.5, PILLOW)));
        BY_NAME.put(
                "d2l_all",
                r -> List.of(
                        new Hflip(0.5),
                        new ColorJitter(0.5, 0.5, 0.5, 0.5, PILLOW),
                        new RandomResizedCrop(r, List.of(0.1, 1.0), List.of(0.5, 2.0), null, null, null)));
        BY_NAME.put("squash", r -> List.of(new Squash(r, BILINEAR, true)));
        BY_NAME.put("squash_tf", r -> List.of(new Squash(r, BILINEAR, false)));
        BY_NAME.put("center_crop", r -> List.of(new ResizeShort(fixresResize(r), BILINEAR, true), new CenterCrop(r)));
        BY_NAME.put("full_center_crop", r -> List.of(new ResizeShort(r, BILINEAR, true), new CenterCrop(r)));
        BY_NAME.put(
                "center_crop_train",
                r -> List.of(new ResizeShort(fixresResize(r), BILINEAR, true), new Hflip(0.5), new CenterCrop(r)));
    }

    private Pipelines() {}

    /** All names, in the order of the documentation. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static void check(String name) {
        if (!BY_NAME.containsKey(name)) {
            throw new IllegalArgumentException(
                    "unknown transform '" + name + "'" + StrictBinder.nearest(name, names()));
        }
    }

    static List<TransformStep> steps(String name, int resolution) {
        check(name);
        return BY_NAME.get(name).apply(resolution);
    }

    private static int kerasResize(int resolution) {
        return (int) ((224.0 / 128.0) * resolution);
    }

    private static int fixresResize(int resolution) {
        return (int) ((256.0 / 224.0) * resolution);
    }
}
