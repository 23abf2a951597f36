package io.fixres.ingest.dataset;

import io.fixres.contracts.dataset.Split;
import io.fixres.ingest.image.ImageFormat;
import java.util.Optional;

/**
 * An image that passed its check and waits in the spool.
 *
 * @param className the {@link io.fixres.ingest.layout.ClassLabel#key} of its class, such as the folder it came from
 * @param file its name there
 * @param folder the split folder it came from, if there was one
 * @param offset first byte within the spool
 * @param sha256 digest of its bytes, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record SpooledImage(
        String className,
        String file,
        Optional<Split> folder,
        ImageFormat format,
        long offset,
        int length,
        int width,
        int height,
        byte[] sha256) {
    /** {@code <class>/<file>}, which the order of TensorFlow Datasets is made of. */
    public String path() {
        return className + "/" + file;
    }
}
