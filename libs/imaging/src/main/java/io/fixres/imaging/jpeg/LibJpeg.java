package io.fixres.imaging.jpeg;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;

/**
 * The functions of libjpeg-turbo 3.0 (its {@code jpeglib.h}, with the binary interface of libjpeg 6b) inside Leptonica's
 * library. Addresses are passed as numbers, so that a call costs little. libjpeg leaves through {@code error_exit} when it
 * meets an error, and must not come back from there; {@link BaselineHeader} lets nothing through that it calls an error.
 */
final class LibJpeg {
    /** {@code JPEG_LIB_VERSION} of the interface whose layout {@link Decompression} knows. */
    static final int VERSION = 62;

    private static final System.Logger LOGGER = System.getLogger(LibJpeg.class.getName());
    private static final String KNOWN_INTERFACE = "libjpeg 6b (libjpeg-turbo 3.";
    private static final int EXIT_STATUS = 70;

    /** Kept for libjpeg, which calls it. */
    private static final ErrorExit ERROR_EXIT = LibJpeg::halt;

    private static final NativeLibrary LIBRARY = load();

    private LibJpeg() {}

    /** {@code error_exit} of {@code jpeg_error_mgr}. */
    interface ErrorExit extends Callback {
        void invoke(Pointer decompression);
    }

    /** Whether it can be used on this platform. */
    static boolean loaded() {
        return LIBRARY != null;
    }

    /** For {@code error_exit}. */
    static Pointer errorExit() {
        return CallbackReference.getFunctionPointer(ERROR_EXIT);
    }

    /** A function that takes one argument and does nothing, for {@code output_message}. */
    static Pointer silence() {
        return LIBRARY.getFunction("jpeg_mem_term");
    }

    static native long jpeg_std_error(long errors);

    static native void jpeg_CreateDecompress(long decompression, int version, long bytes);

    static native void jpeg_mem_src(long decompression, long buffer, long bytes);

    static native int jpeg_read_header(long decompression, int requireImage);

    static native int jpeg_start_decompress(long decompression);

    static native void jpeg_crop_scanline(long decompression, long left, long width);

    static native int jpeg_skip_scanlines(long decompression, int rows);

    static native int jpeg_read_scanlines(long decompression, long rows, int most);

    static native void jpeg_abort_decompress(long decompression);

    /** Coming back would go on with a broken state, and jumping out of native code is what a JVM does not survive. */
    private static void halt(Pointer decompression) {
        Pointer errors = decompression.getPointer(0);
        System.err.println("libjpeg met its error " + errors.getInt(Decompression.ERROR_CODE)
                + ", which the check of headers should rule out; the process ends");
        Runtime.getRuntime().halt(EXIT_STATUS);
    }

    private static NativeLibrary load() {
        // Nothing here is freed by JavaCPP, which would otherwise hold the process to a multiple of its heap.
        System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        try {
            String versions = leptonica.getImagelibVersions().getString();
            if (Native.POINTER_SIZE != Long.BYTES
                    || Native.LONG_SIZE != Long.BYTES
                    || !versions.contains(KNOWN_INTERFACE)) {
                LOGGER.log(System.Logger.Level.INFO, "OpenCV decodes all images, since Leptonica has {0}", versions);
                return null;
            }
            NativeLibrary library = NativeLibrary.getInstance(Loader.load(leptonica.class));
            Native.register(LibJpeg.class, library);
            return library;
        } catch (LinkageError e) {
            LOGGER.log(System.Logger.Level.INFO, "OpenCV decodes all images, since Leptonica does not load here", e);
            return null;
        }
    }
}
