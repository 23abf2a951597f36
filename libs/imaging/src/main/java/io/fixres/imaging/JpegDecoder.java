package io.fixres.imaging;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.imgproc.Imgproc;

/**
 * Decodes colour JPEGs with Leptonica. Its libjpeg-turbo has vector code, OpenCV's has none; both compute the same bytes,
 * since libjpeg-turbo's vector code is exact. Whatever it does not take without a warning is left to OpenCV.
 */
final class JpegDecoder {
    private static final System.Logger LOGGER = System.getLogger(JpegDecoder.class.getName());
    private static final int BITS = 8;
    private static final int COMPONENTS = 3;
    private static final int PIXEL_BYTES = 4;
    private static final boolean LOADED = load();

    private JpegDecoder() {}

    /** RGB pixels, or nothing if OpenCV has to decide. */
    static Optional<Mat> decode(byte[] bytes) {
        if (!LOADED || !ImageHeader.isJpeg(bytes)) {
            return Optional.empty();
        }
        JpegFrame frame = JpegFrame.read(bytes);
        if (frame.components() != COMPONENTS || frame.bits() != BITS) {
            return Optional.empty();
        }
        int[] warnings = new int[1];
        PIX pixels = leptonica.pixReadMemJpeg(bytes, bytes.length, 0, 1, warnings, 0);
        if (pixels == null) {
            return Optional.empty();
        }
        try {
            boolean whole = warnings[0] == 0
                    && pixels.d() == Byte.SIZE * PIXEL_BYTES
                    && pixels.w() == frame.width()
                    && pixels.h() == frame.height();
            return whole ? Optional.of(rgb(pixels)) : Optional.empty();
        } finally {
            leptonica.pixDestroy(pixels);
        }
    }

    /**
     * Leptonica's pixels are words of red, green, blue and alpha from the highest byte on, so from the second byte on a
     * little-endian machine has blue, green, red, alpha. The last row is taken by itself, as it has no byte after its alpha.
     */
    private static Mat rgb(PIX pixels) {
        int width = pixels.w();
        int last = pixels.h() - 1;
        ByteBuffer words =
                leptonica.pixGetData(pixels).capacity((long) width * pixels.h()).asByteBuffer();
        Mat rgb = new Mat(pixels.h(), width, CvType.CV_8UC3);
        if (last > 0) {
            Mat from = new Mat(last, width, CvType.CV_8UC4, words.position(1).slice());
            Mat to = rgb.rowRange(0, last);
            Imgproc.cvtColor(from, to, Imgproc.COLOR_BGRA2RGB);
            from.release();
            to.release();
        }
        Mat from = new Mat(
                1,
                width,
                CvType.CV_8UC4,
                words.position(last * width * PIXEL_BYTES).slice());
        Mat to = rgb.row(last);
        MatOfInt channels = new MatOfInt(3, 0, 2, 1, 1, 2);
        Core.mixChannels(List.of(from), List.of(to), channels);
        from.release();
        to.release();
        channels.release();
        return rgb;
    }

    private static boolean load() {
        // Nothing here is freed by JavaCPP, which would otherwise hold the process to a multiple of its heap.
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        try {
            leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
            return true;
        } catch (LinkageError e) {
            LOGGER.log(System.Logger.Level.INFO, "OpenCV decodes all images, since Leptonica does not load here", e);
            return false;
        }
    }
}
