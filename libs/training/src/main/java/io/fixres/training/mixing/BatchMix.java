package io.fixres.training.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.fixres.training.replica.Samples;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is done to one batch: image i is mixed with image i - distance, counted round, and so is its class.
 *
 * @param own share of the image's own class, 0 to 1
 * @param distance 1 to n - 1, or 0 where nothing is mixed
 * @param box that comes from the other image; empty where whole images are blended
 */
public record BatchMix(double own, int distance, Optional<CutBox> box) {
    static BatchMix none() {
        return new BatchMix(1, 0, Optional.empty());
    }

    /** Mixup: own * image + (1 - own) * other. */
    static BatchMix blend(double own, int distance) {
        return new BatchMix(own, distance, Optional.empty());
    }

    /** Cutmix: the own share is what the box leaves. */
    static BatchMix cut(CutBox box, int distance) {
        return new BatchMix(box.outside(), distance, Optional.of(box));
    }

    /**
     * The mixed batch: the class with the greater share counts as right.
     *
     * @param images uint8 [n, height, width, 3], left as they are
     * @param labels n classes
     * @param owner of what is made
     */
    public Samples apply(NDArray images, int[] labels, int classes, NDManager owner) {
        int n = (int) images.getShape().get(0);
        float[] shares = new float[n * classes];
        long[] greater = new long[n];
        for (int i = 0; i < n; i++) {
            int other = labels[(i - distance + n) % n];
            shares[i * classes + labels[i]] += (float) own;
            shares[i * classes + other] += (float) (1 - own);
            greater[i] = own >= 0.5 ? labels[i] : other;
        }
        return new Samples(
                mixed(images, n, owner),
                owner.create(greater, new Shape(n)),
                Optional.of(owner.create(shares, new Shape(n, classes))));
    }

    /** float32 where images are blended, else uint8. */
    private NDArray mixed(NDArray images, int n, NDManager owner) {
        if (distance == 0) {
            return images;
        }
        NDArray others = NDArrays.concat(new NDList(
                images.get(new NDIndex((n - distance) + ":")), images.get(new NDIndex(":" + (n - distance)))));
        return box.map(cut -> {
                    NDArray inside = owner.create(
                            ByteBuffer.wrap(cut.mask()), new Shape(1, cut.height(), cut.width(), 1), DataType.UINT8);
                    NDArray outside = inside.eq(0).toType(DataType.UINT8, false);
                    return images.mul(outside).addi(others.muli(inside));
                })
                .orElseGet(() -> images.toType(DataType.FLOAT32, true)
                        .muli(own)
                        .addi(others.toType(DataType.FLOAT32, true).muli(1 - own)));
    }
}
