package io.fixres.ingest.dataset;

import io.fixres.ingest.archive.EntryPath;
import io.fixres.ingest.image.Rejections;
import io.fixres.ingest.layout.ClassLabel;
import io.fixres.ingest.layout.SamplePlace;
import io.fixres.ingest.source.RejectedSourceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The classes of a source, by name or by number. */
public final class SourceClasses {
    private final Set<String> named = new TreeSet<>();
    private final TreeSet<Integer> numbered = new TreeSet<>();
    private final TreeMap<Integer, String> namesOfNumbers = new TreeMap<>();
    private boolean splits;

    /** Notes the class of a valid image. */
    void add(SamplePlace place) {
        splits |= place.folder().isPresent();
        if (place.label() instanceof ClassLabel.Numbered label) {
            numbered.add(label.number());
            label.name().ifPresent(name -> name(label.number(), name));
        } else if (place.label() instanceof ClassLabel.Named label
                && named.add(label.name())
                && named.size() > ClassLabel.MAX_CLASSES) {
            throw new RejectedSourceException("the source has more than " + ClassLabel.MAX_CLASSES
                    + " class folders: the folder that holds a file is its class, so arrange the files as class/file");
        }
        if (!named.isEmpty() && !numbered.isEmpty()) {
            throw new RejectedSourceException("the source mixes class numbers, such as "
                    + numbered.iterator().next() + ", with class names, such as '"
                    + named.iterator().next() + "': label all images in one way");
        }
    }

    /** Notes the name of a number. */
    void name(int number, String name) {
        String other = namesOfNumbers.putIfAbsent(number, name);
        if (other != null && !other.equals(name)) {
            throw new RejectedSourceException(
                    "the source calls class " + number + " '" + other + "' and '" + name + "': correct its labels");
        }
    }

    /** Whether the source divides its images into splits. */
    boolean hasSplits() {
        return splits;
    }

    /** Classes that have an image. */
    int used() {
        return named.size() + numbered.size();
    }

    /**
     * All classes with their labels.
     *
     * @throws RejectedSourceException if there are fewer than two with an image
     */
    ClassTable table(Rejections rejections) {
        if (used() == 0) {
            throw new RejectedSourceException("the source holds no valid image in a class folder ("
                    + rejections.skipped() + " files are no images, " + rejections.refused() + " were refused"
                    + rejections.first().map(first -> ", the first: " + first).orElse("")
                    + "): arrange JPEG or PNG files as class/file");
        }
        if (used() == 1) {
            throw new RejectedSourceException("the source has one class only, '"
                    + (named.isEmpty() ? numbered : named).iterator().next()
                    + "': a classifier needs two or more; the folder that holds a file is its class");
        }
        if (named.isEmpty()) {
            return ClassTable.ofNumbers(namesByNumber());
        }
        if (named.stream().allMatch(name -> EntryPath.split(name).isPresent())) {
            throw new RejectedSourceException(
                    "the only folders are " + named + ": put class folders into them, as in train/roses/1.jpg");
        }
        return ClassTable.ofNames(TfdsOrder.labels(named));
    }

    /** A number stays the label, so numbers without an image have their place; one name for two numbers is told apart. */
    private List<String> namesByNumber() {
        int last = numbered.last();
        if (!namesOfNumbers.isEmpty()) {
            last = Math.max(last, namesOfNumbers.lastKey());
        }
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int number = 0; number <= last; number++) {
            String name = namesOfNumbers.getOrDefault(number, String.valueOf(number));
            String distinct = taken.add(name) ? name : name + " (" + number + ")";
            taken.add(distinct);
            names.add(distinct);
        }
        return names;
    }
}
