package io.fixres.imaging.transform;

import io.fixres.contracts.sampling.CounterRandom;
import io.fixres.contracts.transform.TransformStep;
import io.fixres.contracts.transform.TransformStep.CenterCrop;
import io.fixres.contracts.transform.TransformStep.Fill;
import io.fixres.contracts.transform.TransformStep.Hflip;
import io.fixres.contracts.transform.TransformStep.Interpolation;
import io.fixres.contracts.transform.TransformStep.ResizeLong;
import io.fixres.contracts.transform.TransformStep.ResizeShort;
import io.fixres.contracts.transform.TransformStep.Rounding;
import io.fixres.contracts.transform.TransformStep.Squash;
import io.fixres.contracts.transform.TransformStep.Vflip;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;

/** From the name that a golden file gives to a change of a picture, to our steps that make the same. */
record PictureChange(String kind, String name) {
    private static final CounterRandom UNUSED = CounterRandom.of(1);

    /** The changed picture. */
    Mat of(Mat picture) {
        return change().apply(picture);
    }

    private UnaryOperator<Mat> change() {
        String[] words = name.split("_");
        return switch (words[0]) {
            case "squash" -> name.contains("center_crop") ? squashAndCrop(words) : squash(words);
            case "resize" -> resize(words);
            case "crop" -> crop(words);
            case "hflip" -> steps(new Hflip(1.0));
            case "vflip" -> steps(new Vflip(1.0));
            case "erase" -> erase(words);
            case "trivial" -> trivial(words);
            case "brightness", "contrast", "saturation", "hue" -> colour(words[0], Double.parseDouble(words[1]));
            default -> throw new AssertionError("no steps for " + name);
        };
    }

    private boolean tensorFlow() {
        return kind.equals("tf");
    }

    /** TensorFlow resizes without antialias unless the name says otherwise, torchvision with it. */
    private boolean antialias() {
        return !tensorFlow() || name.contains("antialias");
    }

    private static Interpolation interpolation(String[] words) {
        for (String word : words) {
            for (Interpolation interpolation : Interpolation.values()) {
                if (interpolation.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return interpolation;
                }
            }
        }
        return Interpolation.BILINEAR;
    }

    private UnaryOperator<Mat> squash(String[] words) {
        String[] sides = words[1].split("x");
        Size size = new Size(Integer.parseInt(sides[1]), Integer.parseInt(sides[0]));
        Resize resize = new Resize((width, height) -> size, interpolation(words), antialias());
        return picture -> resize.apply(picture, UNUSED);
    }

    private UnaryOperator<Mat> squashAndCrop(String[] words) {
        return steps(
                new Squash(Integer.parseInt(words[1]), null, antialias()),
                new CenterCrop(Integer.parseInt(words[4]), tensorFlow() ? Rounding.DOWN : Rounding.EVEN));
    }

    private UnaryOperator<Mat> resize(String[] words) {
        if (name.contains("center_crop")) {
            return steps(
                    new ResizeShort(Integer.parseInt(words[1]), null, antialias()),
                    new CenterCrop(Integer.parseInt(words[4])));
        }
        int size = Integer.parseInt(words[2]);
        return steps(
                words[1].equals("short")
                        ? new ResizeShort(size, interpolation(words), antialias())
                        : new ResizeLong(size, interpolation(words), antialias()));
    }

    /** crop, top, left, height, width, resize, size. */
    private UnaryOperator<Mat> crop(String[] words) {
        Rect box = new Rect(
                Integer.parseInt(words[2]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[3]));
        UnaryOperator<Mat> resize = steps(new Squash(Integer.parseInt(words[6]), interpolation(words), antialias()));
        return picture -> resize.apply(picture.submat(box));
    }

    private static UnaryOperator<Mat> erase(String[] words) {
        CropBox box = new CropBox(
                Integer.parseInt(words[2]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[3]));
        return picture -> Erasing.erased(picture, box, Fill.MEAN, UNUSED);
    }

    /** trivial, torchvision's name, the number of the strength with its sign, interpolation. */
    private static UnaryOperator<Mat> trivial(String[] words) {
        TrivialLook look = TrivialLook.valueOf(
                words[1].replaceAll("(?<=[a-z])([A-Z])", "_$1").toUpperCase(Locale.ROOT));
        int bin = Integer.parseInt(words[2]);
        double magnitude = look.magnitude(Math.abs(bin)) * (bin < 0 ? -1 : 1);
        return picture -> look.apply(picture, magnitude, interpolation(words));
    }

    private UnaryOperator<Mat> colour(String change, double amount) {
        boolean pillow = kind.equals("pil");
        return picture -> PixelArrays.changed(picture, (rgb, width, height) -> {
            int length = width * height * 3;
            switch (change) {
                case "brightness" -> run(pillow ? PillowColours::brightness : Colours::brightness, rgb, length, amount);
                case "contrast" -> run(pillow ? PillowColours::contrast : Colours::contrast, rgb, length, amount);
                case "saturation" -> run(pillow ? PillowColours::saturation : Colours::saturation, rgb, length, amount);
                default -> run(pillow ? PillowHue::turn : Colours::hue, rgb, length, amount);
            }
        });
    }

    private interface ColourChange {
        void apply(byte[] rgb, int length, double amount);
    }

    private static void run(ColourChange change, byte[] rgb, int length, double amount) {
        change.apply(rgb, length, amount);
    }

    private static UnaryOperator<Mat> steps(TransformStep... steps) {
        return picture -> {
            Mat current = picture;
            for (TransformStep step : List.of(steps)) {
                current = Operations.of(step).apply(current, UNUSED);
            }
            return current;
        };
    }
}
