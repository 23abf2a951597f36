package io.fixres.ingest.image;

import io.fixres.contracts.Digests;
import io.fixres.imaging.DecodedImage;
import io.fixres.imaging.ImageDecoder;
import io.fixres.imaging.ImageHeader;
import io.fixres.imaging.UndecodableImageException;

/** Decodes an image once to prove that training can. Safe for use by several threads. */
public final class ImageCheck {
    private final long maxPixels;

    /** Refuses images whose header announces more pixels, before memory is taken for them. */
    public ImageCheck(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Checks the bytes of a JPEG or PNG file. */
    public CheckedImage check(ImageFormat format, byte[] content) {
        try {
            ImageHeader header = ImageHeader.read(content);
            long pixels = (long) header.width() * header.height();
            if (pixels > maxPixels) {
                return new CheckedImage.Refused(
                        RejectionReason.TOO_LARGE,
                        "its header says " + header.width() + " x " + header.height() + " = " + pixels
                                + " pixels, above max-image-pixels " + maxPixels);
            }
            try (DecodedImage image = ImageDecoder.decode(content)) {
                return new CheckedImage.Valid(
                        format, image.width(), image.height(), Digests.sha256().digest(content));
            }
        } catch (UndecodableImageException e) {
            return new CheckedImage.Refused(RejectionReason.UNDECODABLE, "cannot be decoded: " + e.getMessage());
        }
    }
}
