package io.fixres.ingest;

import io.fixres.contracts.dataset.Split;
import io.fixres.ingest.archive.EntryPath;
import io.fixres.ingest.archive.EntryVisitor;
import io.fixres.ingest.archive.ShardName;
import io.fixres.ingest.archive.SourceEntry;
import io.fixres.ingest.cifar.CifarFile;
import io.fixres.ingest.cifar.CifarReader;
import io.fixres.ingest.image.ImageChecks;
import io.fixres.ingest.image.ImageFormat;
import io.fixres.ingest.image.RejectionReason;
import io.fixres.ingest.layout.ClassLabel;
import io.fixres.ingest.layout.LabelFiles;
import io.fixres.ingest.layout.SampleGroup;
import io.fixres.ingest.layout.SampleName;
import io.fixres.ingest.layout.SamplePlace;
import io.fixres.ingest.layout.SplitNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * Decides for each entry of a source, by path, kind, first bytes and size, whether its image is decoded, and which class
 * it has: that of its label file in a WebDataset, that of its record in CIFAR, else its folder.
 */
final class SourceIntake implements EntryVisitor {
    /** An entry as results name it; the place within the dataset is present where there is an image to keep. */
    record Entry(String path, Optional<SamplePlace> place) {
        @Override
        public String toString() {
            return path;
        }
    }

    /** Longer paths are cut in lists. */
    private static final int LISTED_PATH = 256;

    private static final SampleGroup NOTHING = new SampleGroup(new SourceEntry.Origin.Folder(), "");

    private final ImageChecks<Entry> checks;
    private final CifarReader.ClassNamesUser names;
    private final int maxFileBytes;
    private final boolean needsSplitFolder;
    private SampleGroup group = NOTHING;

    SourceIntake(
            ImageChecks<Entry> checks, CifarReader.ClassNamesUser names, int maxFileBytes, boolean needsSplitFolder) {
        this.checks = checks;
        this.names = names;
        this.maxFileBytes = maxFileBytes;
        this.needsSplitFolder = needsSplitFolder;
    }

    @Override
    public void visit(SourceEntry entry) throws IOException {
        SampleName name = SampleName.of(entry.path());
        if (!group.holds(entry, name)) {
            finish();
        }
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
                case FILE -> visitFile(entry, path, name);
            }
        }
    }

    private void visitFile(SourceEntry entry, EntryPath path, SampleName name) throws IOException {
        Optional<CifarFile> cifar = CifarFile.of(entry.path());
        boolean ordered = !(entry.origin() instanceof SourceEntry.Origin.Folder);
        if (cifar.isPresent()) {
            cifar(entry, cifar.get());
        } else if (ordered && name.isLabel()) {
            label(entry, name);
        } else {
            read(entry, path, name).ifPresent(image -> {
                if (ordered) {
                    if (!group.hasRoomFor(image.content().length, maxFileBytes)) {
                        finish();
                    }
                    group(entry, name).add(image);
                } else {
                    submitByFolder(image);
                }
            });
        }
    }

    private SampleGroup group(SourceEntry entry, SampleName name) {
        if (group == NOTHING) {
            group = new SampleGroup(entry.origin(), name.prefix());
        }
        return group;
    }

    private void label(SourceEntry entry, SampleName name) throws IOException {
        byte[] content = entry.content().readNBytes(LabelFiles.MAX_BYTES + 1);
        if (content.length > LabelFiles.MAX_BYTES) {
            refuse(entry, RejectionReason.NOT_AN_IMAGE, "not an image, and too long for a label");
        } else {
            group(entry, name).add(name, new SampleGroup.Label(entry, content));
        }
    }

    /** The whole file, if it is an image. */
    private Optional<SampleGroup.Image> read(SourceEntry entry, EntryPath path, SampleName name) throws IOException {
        InputStream content = entry.content();
        byte[] head = content.readNBytes(ImageFormat.MAGIC_BYTES);
        Optional<ImageFormat> format = ImageFormat.of(head);
        if (format.isEmpty()) {
            refuseOther(entry, head);
            return Optional.empty();
        }
        byte[] rest = content.readNBytes(maxFileBytes - head.length + 1);
        if (rest.length > maxFileBytes - head.length) {
            refuse(entry, RejectionReason.TOO_LARGE, "has more than max-file-bytes " + maxFileBytes);
            return Optional.empty();
        }
        byte[] image = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, image, head.length, rest.length);
        return Optional.of(new SampleGroup.Image(entry, path, name, format.get(), image));
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

    /** Hands on what waits for its label; to be called at the end. */
    void finish() {
        SampleGroup sample = group;
        group = NOTHING;
        if (sample.images().isEmpty()) {
            sample.labelFiles().forEach(label -> refuse(label.entry(), RejectionReason.NOT_AN_IMAGE, "not an image"));
            return;
        }
        try {
            Optional<ClassLabel> label = sample.label();
            if (label.isPresent()) {
                submitLabelled(sample, label.get());
            } else {
                sample.images().forEach(this::submitByFolder);
            }
        } catch (LabelFiles.InvalidLabelException e) {
            sample.images().forEach(image -> refuse(image.entry(), RejectionReason.NO_CLASS, e.getMessage()));
        }
    }

    private void submitLabelled(SampleGroup sample, ClassLabel label) {
        SampleGroup.Image image = sample.images().get(0);
        String key = String.join("/", EntryPath.parts(image.name().prefix()));
        String shard = image.entry().origin() instanceof SourceEntry.Origin.Shard origin
                ? String.join("/", EntryPath.parts(ShardName.stem(origin.name()))) + "/"
                : "";
        String file = shard + key + "." + image.format().suffix();
        submit(
                image,
                new SamplePlace(label, file, SplitNames.of(shard, image.name().prefix())));
        sample.images().stream()
                .skip(1)
                .forEach(other -> refuse(
                        other.entry(),
                        RejectionReason.EXTRA_IMAGE,
                        "its sample has an image already, '" + image.entry().path() + "'"));
    }

    private void submitByFolder(SampleGroup.Image image) {
        if (image.path() instanceof EntryPath.InClass place) {
            Optional<Split> split = place.folder()
                    .or(() -> image.entry().origin() instanceof SourceEntry.Origin.Shard shard
                            ? SplitNames.of(shard.name())
                            : Optional.empty());
            submit(image, new SamplePlace(new ClassLabel.Named(place.className()), place.file(), split));
        } else {
            refuse(
                    image.entry(),
                    RejectionReason.NO_CLASS,
                    "is in no class folder and, in an archive, followed by no .cls or .json: arrange images as"
                            + " class/file, or label them");
        }
    }

    private void submit(SampleGroup.Image image, SamplePlace place) {
        if (needsSplitFolder && place.folder().isEmpty()) {
            refuse(
                    image.entry(),
                    RejectionReason.NO_CLASS,
                    "is not below a train/, val/ or test/ folder, which data.split 'folders' needs; data.split"
                            + " 'fraction: 0.1' divides such a source");
        } else {
            checks.submit(new Entry(listed(image.entry()), Optional.of(place)), image.format(), image.content());
        }
    }

    private void cifar(SourceEntry entry, CifarFile file) throws IOException {
        CifarReader reader = new CifarReader(entry.listedPath(), maxFileBytes, names);
        ObjIntConsumer<CifarReader.Picture> pictures = (picture, index) -> checks.submit(
                new Entry(listed(entry) + "#" + index, Optional.of(picture.place(file, index))),
                ImageFormat.PNG,
                picture.png());
        if (!reader.read(file, entry.content(), pictures)) {
            refuse(entry, RejectionReason.NOT_AN_IMAGE, "not an image");
        }
    }

    private void refuse(SourceEntry entry, RejectionReason reason, String message) {
        checks.refuse(new Entry(listed(entry), Optional.empty()), reason, message);
    }

    private static String listed(SourceEntry entry) {
        String path = entry.listedPath();
        return path.length() > LISTED_PATH ? path.substring(0, LISTED_PATH) + "..." : path;
    }
}
