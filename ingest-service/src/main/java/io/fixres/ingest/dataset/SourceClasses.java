package io.fixres.ingest.dataset;

import io.fixres.ingest.archive.EntryPath;
import io.fixres.ingest.image.Rejections;
import io.fixres.ingest.source.RejectedSourceException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The class folders of a source that hold at least one valid image. */
public final class ClassFolders {
    /** A classifier with more outputs is a mistake in the layout: one folder for each image, most likely. */
    static final int MAX_CLASSES = 65_536;

    private final Set<String> names = new TreeSet<>();
    private boolean splits;

    /** Notes the folder of a valid image. */
    void add(EntryPath.InClass path) {
        splits |= path.folder().isPresent();
        if (names.add(path.className()) && names.size() > MAX_CLASSES) {
            throw new RejectedSourceException("the source has more than " + MAX_CLASSES
                    + " class folders: the folder that holds a file is its class, so arrange the files as class/file");
        }
    }

    /** Whether there are folders such as {@code train/} above the classes. */
    boolean hasSplits() {
        return splits;
    }

    /**
     * Class names in the order of their labels.
     *
     * @throws RejectedSourceException if there are fewer than two
     */
    List<String> labels(Rejections rejections) {
        if (names.isEmpty()) {
            throw new RejectedSourceException("the source holds no valid image in a class folder ("
                    + rejections.skipped() + " files are no images, " + rejections.refused() + " were refused"
                    + rejections.first().map(first -> ", the first: " + first).orElse("")
                    + "): arrange JPEG or PNG files as class/file");
        }
        if (names.size() == 1) {
            throw new RejectedSourceException("the source has one class only, '"
                    + names.iterator().next()
                    + "': a classifier needs two or more; the folder that holds a file is its class");
        }
        if (names.stream().allMatch(name -> EntryPath.split(name).isPresent())) {
            throw new RejectedSourceException(
                    "the only folders are " + names + ": put class folders into them, as in train/roses/1.jpg");
        }
        return TfdsOrder.labels(names);
    }
}
