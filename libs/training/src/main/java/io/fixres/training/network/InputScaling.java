package io.fixres.training.network;

import io.fixres.contracts.recipe.NetworkSpec;

/** What happens to uint8 pixels before the first layer. */
public enum InputScaling {
    /** x / 127.5 - 1, Keras' {@code tf} mode. */
    TF("x / 127.5 - 1, RGB"),
    /** (x / 255 - mean) / deviation of ImageNet, as torchvision's published weights expect. */
    IMAGENET("(x / 255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225], RGB"),
    /** x / 255, torchvision's {@code ToTensor} alone. */
    UNIT("x / 255, RGB");

    private final String formula;

    InputScaling(String formula) {
        this.formula = formula;
    }

    static InputScaling of(NetworkSpec.InputScaling name) {
        return switch (name) {
            case KERAS -> TF;
            case IMAGENET -> IMAGENET;
            case UNIT -> UNIT;
        };
    }

    /** For people, as stored with checkpoints. */
    public String formula() {
        return formula;
    }
}
