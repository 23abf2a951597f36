package io.fixres.ingest.layout;

import io.fixres.ingest.archive.EntryPath;
import io.fixres.ingest.archive.SourceEntry;
import io.fixres.ingest.image.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of an archive that follow each other and have one name up to the first dot: one sample of a WebDataset, perhaps. */
public final class SampleGroup {
    /** With more images under one name it is not a sample. */
    private static final int MOST_IMAGES = 8;

    /** An image that waits for its label. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Image(SourceEntry entry, EntryPath path, SampleName name, ImageFormat format, byte[] content) {}

    /** A file that may be a label. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Label(SourceEntry entry, byte[] content) {}

    private final SourceEntry.Origin origin;
    private final String prefix;
    private final List<Image> images = new ArrayList<>();
    private Optional<Label> cls = Optional.empty();
    private Optional<Label> json = Optional.empty();
    private long bytes;

    /** Of files of one origin with one prefix. */
    public SampleGroup(SourceEntry.Origin origin, String prefix) {
        this.origin = origin;
        this.prefix = prefix;
    }

    /** Whether a file belongs here. */
    public boolean holds(SourceEntry entry, SampleName name) {
        return prefix.equals(name.prefix()) && origin.equals(entry.origin());
    }

    /** Whether an image of so many bytes may be added; memory is bounded so. */
    public boolean hasRoomFor(int length, long mostBytes) {
        return images.isEmpty() || images.size() < MOST_IMAGES && bytes + length <= mostBytes;
    }

    /** Adds an image. */
    public void add(Image image) {
        images.add(image);
        bytes += image.content().length;
    }

    /** Adds a label file. */
    public void add(SampleName name, Label label) {
        if (name.extension().equals("cls")) {
            cls = Optional.of(label);
        } else {
            json = Optional.of(label);
        }
    }

    /** The images, that of the sample first. */
    public List<Image> images() {
        return images.stream()
                .sorted((a, b) ->
                        Boolean.compare(b.name().isMainImage(), a.name().isMainImage()))
                .toList();
    }

    /** The label files. */
    public List<Label> labelFiles() {
        return java.util.stream.Stream.of(cls, json).flatMap(Optional::stream).toList();
    }

    /** The class that the label files name. */
    public Optional<ClassLabel> label() throws LabelFiles.InvalidLabelException {
        return LabelFiles.read(cls.map(Label::content), json.map(Label::content));
    }
}
