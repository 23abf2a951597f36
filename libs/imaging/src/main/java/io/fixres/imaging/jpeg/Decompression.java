package io.fixres.imaging.jpeg;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.fixres.imaging.transform.CropBox;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * A {@code jpeg_decompress_struct} with its memory, used again for one image after the other by one thread at a time.
 * Offsets are those of {@code jpeglib.h} with {@code JPEG_LIB_VERSION} 62 where pointers and longs have 8 bytes.
 */
final class Decompression {
    static final long ERROR_CODE = 40;

    private static final long ERROR_EXIT = 0;
    private static final long OUTPUT_MESSAGE = 16;
    private static final long WARNINGS = 128;
    private static final long ERRORS_BYTES = 168;

    private static final long OUTPUT_COLOUR_SPACE = 64;
    private static final long OUTPUT_WIDTH = 136;
    private static final long BYTES = 632;
    private static final int RGB = 2;

    /** Chroma at the edge of what is decoded lacks a neighbour; two pixels would do, libjpeg rounds to blocks anyhow. */
    private static final int MARGIN = 8;

    private final Memory errors = new Memory(ERRORS_BYTES);
    private final Memory decompression = new Memory(BYTES);
    private final Memory columns = new Memory(2L * Integer.BYTES);
    private final long address = Pointer.nativeValue(decompression);
    private Memory input = new Memory(1 << 16);
    private Memory rows = new Memory(1 << 12);

    Decompression() {
        LibJpeg.jpeg_std_error(Pointer.nativeValue(errors));
        errors.setPointer(ERROR_EXIT, LibJpeg.errorExit());
        errors.setPointer(OUTPUT_MESSAGE, LibJpeg.silence());
        decompression.clear();
        decompression.setPointer(0, errors);
        LibJpeg.jpeg_CreateDecompress(address, LibJpeg.VERSION, BYTES);
    }

    /** RGB pixels of a box, or nothing after a warning. */
    Optional<Mat> decode(byte[] jpeg, BaselineHeader header, CropBox box) {
        input = atLeast(input, jpeg.length);
        input.write(0, jpeg, 0, jpeg.length);
        LibJpeg.jpeg_mem_src(address, Pointer.nativeValue(input), jpeg.length);
        try {
            LibJpeg.jpeg_read_header(address, 1);
            decompression.setInt(OUTPUT_COLOUR_SPACE, RGB);
            LibJpeg.jpeg_start_decompress(address);
            int left = box.width() == header.width() ? 0 : crop(header, box);
            Mat read = read(box);
            Mat wanted = read.submat(new Rect(box.x() - left, 0, box.width(), box.height()));
            read.release();
            if (errors.getLong(WARNINGS) == 0) {
                return Optional.of(wanted);
            }
            wanted.release();
            return Optional.empty();
        } finally {
            LibJpeg.jpeg_abort_decompress(address);
        }
    }

    /** Has only the columns of the box and a margin decoded; gives the first of them. */
    private int crop(BaselineHeader header, CropBox box) {
        int left = Math.max(0, box.x() - MARGIN);
        int right = Math.min(header.width(), box.x() + box.width() + MARGIN);
        columns.setInt(0, left);
        columns.setInt(Integer.BYTES, right - left);
        long at = Pointer.nativeValue(columns);
        LibJpeg.jpeg_crop_scanline(address, at, at + Integer.BYTES);
        return columns.getInt(0);
    }

    private Mat read(CropBox box) {
        Mat pixels = new Mat(box.height(), decompression.getInt(OUTPUT_WIDTH), CvType.CV_8UC3);
        long[] starts = new long[box.height()];
        for (int row = 0; row < starts.length; row++) {
            starts[row] = pixels.dataAddr() + row * pixels.step1();
        }
        rows = atLeast(rows, (long) Long.BYTES * starts.length);
        rows.write(0, starts, 0, starts.length);
        if (box.y() > 0) {
            LibJpeg.jpeg_skip_scanlines(address, box.y());
        }
        long start = Pointer.nativeValue(rows);
        int done = 0;
        while (done < box.height()) {
            done += LibJpeg.jpeg_read_scanlines(address, start + (long) done * Long.BYTES, box.height() - done);
        }
        return pixels;
    }

    private static Memory atLeast(Memory memory, long bytes) {
        return memory.size() >= bytes ? memory : new Memory(Math.max(bytes, 2 * memory.size()));
    }
}
