package io.fixres.ingest.dataset;

import io.fixres.ingest.image.CheckedImage;
import io.fixres.ingest.layout.SamplePlace;
import java.nio.file.Path;

/** The valid images of a source, in its order. Used by one thread. */
public final class CollectedImages implements AutoCloseable {
    private final ImageSpool spool;
    private final SampleIndex index = new SampleIndex();
    private final SourceClasses classes = new SourceClasses();

    /** With temporary files in an existing directory. */
    public CollectedImages(Path directory) {
        this.spool = new ImageSpool(directory);
    }

    /** Adds an image. */
    public void add(SamplePlace place, CheckedImage.Valid checked, byte[] content) {
        classes.add(place);
        index.add(spool.append(place.label().key(), place.file(), place.folder(), checked, content));
    }

    /** Notes the name of a class number, which need not have images. */
    public void nameClass(int number, String name) {
        classes.name(number, name);
    }

    ImageSpool spool() {
        return spool;
    }

    SampleIndex index() {
        return index;
    }

    SourceClasses classes() {
        return classes;
    }

    @Override
    public void close() {
        spool.close();
    }
}
