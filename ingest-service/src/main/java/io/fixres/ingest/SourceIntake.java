package io.fixres.ingest;

import io.fixres.ingest.archive.EntryPath;
import io.fixres.ingest.archive.EntryVisitor;
import io.fixres.ingest.archive.SourceEntry;
import io.fixres.ingest.image.ImageChecks;
import io.fixres.ingest.image.ImageFormat;
import io.fixres.ingest.image.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Decides for each entry of a source, by path, kind, first bytes and size, whether its image is decoded. */
final class SourceIntake implements EntryVisitor {
    /** An entry as results name it; the path within the dataset is present where there is an image to keep. */
    record Entry(String path, Optional<EntryPath.InClass> place) {
        @Override
        public String toString() {
            return path;
        }
    }

    /** Longer paths are cut in lists. */
    private static final int LISTED_PATH = 256;

    private final ImageChecks<Entry> checks;
    private final int maxFileBytes;
    private final boolean needsSplitFolder;

    SourceIntake(ImageChecks<Entry> checks, int maxFileBytes, boolean needsSplitFolder) {
        this.checks = checks;
        this.maxFileBytes = maxFileBytes;
        this.needsSplitFolder = needsSplitFolder;
    }

    @Override
    public void visit(SourceEntry entry) throws IOException {
        EntryPath path = EntryPath.of(entry.path());
        if (path instanceof EntryPath.Unsafe unsafe) {
            refuse(entry, RejectionReason.UNSAFE_PATH, unsafe.reason());
        } else if (path instanceof EntryPath.Hidden) {
            refuse(entry, RejectionReason.NOT_AN_IMAGE, "not an image");
        } else {
            switch (entry.kind()) {
                case LINK ->
                    refuse(entry, RejectionReason.LINK_OR_DEVICE, "is a link: put the file itself into the source");
                case SPECIAL ->
                    refuse(entry, RejectionReason.LINK_OR_DEVICE, "is a device, pipe or sparse file, not a plain file");
                case UNREADABLE ->
                    refuse(
                            entry,
                            RejectionReason.UNREADABLE,
                            "is encrypted or packed in a way that a stream cannot be read of: pack it with deflate");
                case FILE -> visitFile(entry, path);
            }
        }
    }

    private void visitFile(SourceEntry entry, EntryPath path) throws IOException {
        InputStream content = entry.content();
        byte[] head = content.readNBytes(ImageFormat.MAGIC_BYTES);
        Optional<ImageFormat> format = ImageFormat.of(head);
        if (format.isEmpty()) {
            refuseOther(entry, head);
        } else if (!(path instanceof EntryPath.InClass place)) {
            refuse(entry, RejectionReason.NO_CLASS, "is in no class folder: arrange images as class/file");
        } else if (needsSplitFolder && place.folder().isEmpty()) {
            refuse(
                    entry,
                    RejectionReason.NO_CLASS,
                    "is not below a train/, val/ or test/ folder, which data.split 'folders' needs; data.split"
                            + " 'fraction: 0.1' divides such a source");
        } else {
            byte[] rest = content.readNBytes(maxFileBytes - head.length + 1);
            if (rest.length > maxFileBytes - head.length) {
                refuse(entry, RejectionReason.TOO_LARGE, "has more than max-file-bytes " + maxFileBytes);
                return;
            }
            byte[] image = Arrays.copyOf(head, head.length + rest.length);
            System.arraycopy(rest, 0, image, head.length, rest.length);
            checks.submit(new Entry(entry.path(), Optional.of(place)), format.get(), image);
        }
    }

    private void refuseOther(SourceEntry entry, byte[] head) {
        if (!ImageFormat.claimed(entry.path())) {
            refuse(entry, RejectionReason.NOT_AN_IMAGE, "not an image");
        } else if (head.length == 0) {
            refuse(entry, RejectionReason.UNDECODABLE, "is empty");
        } else {
            refuse(
                    entry,
                    RejectionReason.UNSUPPORTED_FORMAT,
                    "does not begin as a JPEG or PNG file does: convert it to one of them");
        }
    }

    private void refuse(SourceEntry entry, RejectionReason reason, String message) {
        String path = entry.path();
        String listed = path.length() > LISTED_PATH ? path.substring(0, LISTED_PATH) + "..." : path;
        checks.refuse(new Entry(listed, Optional.empty()), reason, message);
    }
}
