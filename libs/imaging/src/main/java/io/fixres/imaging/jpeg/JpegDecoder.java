package io.fixres.imaging.jpeg;

import io.fixres.imaging.transform.CropBox;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.opencv.core.Mat;

/**
 * Decodes colour JPEGs, whole or a box of them, with the libjpeg-turbo inside Leptonica. It has vector code and can leave
 * out what lies around a box; OpenCV's can do neither. Both compute the same bytes, since libjpeg-turbo's vector code is
 * exact. Whatever is unusual or gives a warning is left to OpenCV. Safe for use by several threads.
 */
public final class JpegDecoder {
    private static final Queue<Decompression> IDLE = new ConcurrentLinkedQueue<>();

    private JpegDecoder() {}

    /** RGB pixels, or nothing if OpenCV has to decide. */
    public static Optional<Mat> decode(byte[] bytes) {
        return decode(bytes, Optional.empty());
    }

    /**
     * RGB pixels of a box, or nothing if OpenCV has to decide.
     *
     * @param box within the image
     */
    public static Optional<Mat> decode(byte[] bytes, CropBox box) {
        return decode(bytes, Optional.of(box));
    }

    private static Optional<Mat> decode(byte[] bytes, Optional<CropBox> box) {
        if (!LibJpeg.loaded()) {
            return Optional.empty();
        }
        Optional<BaselineHeader> header = BaselineHeader.read(bytes);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        CropBox wanted = box.orElseGet(
                () -> new CropBox(0, 0, header.get().width(), header.get().height()));
        Decompression idle = IDLE.poll();
        Decompression decompression = idle == null ? new Decompression() : idle;
        try {
            return decompression.decode(bytes, header.get(), wanted);
        } finally {
            IDLE.add(decompression);
        }
    }
}
