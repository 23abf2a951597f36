package io.fixres.imaging;

import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Decodes JPEG and PNG with OpenCV. Grey and CMYK images become RGB; colour profiles and EXIF orientation are ignored, as
 * TensorFlow's and PIL's decoders ignore them.
 */
public final class ImageDecoder {
    private ImageDecoder() {}

    /**
     * Decodes an image; the caller closes it.
     *
     * @throws UndecodableImageException if the bytes are not a whole image
     */
    public static DecodedImage decode(byte[] bytes) {
        Native.load();
        ImageHeader header = ImageHeader.read(bytes);
        requireEnd(bytes);
        MatOfByte encoded = new MatOfByte(bytes);
        Mat image = new Mat();
        try {
            Mat bgr = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
            if (bgr.empty() || bgr.cols() != header.width() || bgr.rows() != header.height()) {
                bgr.release();
                image.release();
                throw new UndecodableImageException("OpenCV cannot decode it");
            }
            Imgproc.cvtColor(bgr, image, Imgproc.COLOR_BGR2RGB);
            bgr.release();
            return new DecodedImage(image);
        } catch (CvException e) {
            image.release();
            throw new UndecodableImageException("OpenCV cannot decode it: " + e.getMessage());
        } finally {
            encoded.release();
        }
    }

    /** libjpeg fills what is missing with grey and only warns, so a cut-off file is found by its missing end mark. */
    private static void requireEnd(byte[] bytes) {
        if ((bytes[0] & 255) != 0xFF) {
            return;
        }
        for (int i = bytes.length - 1; i > 2; i--) {
            if ((bytes[i] & 255) == 0xD9 && (bytes[i - 1] & 255) == 0xFF) {
                return;
            }
        }
        throw new UndecodableImageException("a JPEG that is cut off: it has no end mark");
    }
}
