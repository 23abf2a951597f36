package io.fixres.imaging;

import io.fixres.imaging.jpeg.JpegDecoder;
import io.fixres.imaging.transform.CropBox;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Decodes JPEG and PNG, with OpenCV what {@link JpegDecoder} leaves. Grey and CMYK images become RGB; colour profiles and
 * EXIF orientation are ignored, as TensorFlow's and PIL's decoders ignore them.
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
        EncodedEnd.require(bytes);
        return new DecodedImage(JpegDecoder.decode(bytes).orElseGet(() -> openCv(bytes, header)));
    }

    /**
     * Decodes a box of an image that was found whole before: the same pixels, at less cost. The caller closes it.
     *
     * @param box within the image
     * @throws UndecodableImageException if the bytes cannot be decoded
     */
    public static DecodedImage decode(byte[] bytes, CropBox box) {
        Native.load();
        return new DecodedImage(JpegDecoder.decode(bytes, box).orElseGet(() -> {
            Mat whole = openCv(bytes, ImageHeader.read(bytes));
            Mat part = box.of(whole);
            whole.release();
            return part;
        }));
    }

    static Mat openCv(byte[] bytes, ImageHeader header) {
        MatOfByte encoded = new MatOfByte(bytes);
        Mat image = null;
        try {
            image = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
            if (image.cols() != header.width() || image.rows() != header.height()) {
                image.release();
                throw new UndecodableImageException("OpenCV cannot decode it");
            }
            Imgproc.cvtColor(image, image, Imgproc.COLOR_BGR2RGB);
            return image;
        } catch (CvException e) {
            if (image != null) {
                image.release();
            }
            throw new UndecodableImageException("OpenCV cannot decode it: " + e.getMessage());
        } finally {
            encoded.release();
        }
    }
}
