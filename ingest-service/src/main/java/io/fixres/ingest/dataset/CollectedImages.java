package io.fixres.ingest.dataset;

import io.fixres.ingest.archive.EntryPath;
import io.fixres.ingest.image.CheckedImage;
import java.nio.file.Path;

/** The valid images of a source, in its order. Used by one thread. */
public final class CollectedImages implements AutoCloseable {
    private final ImageSpool spool;
    private final SampleIndex index = new SampleIndex();
    private final ClassFolders folders = new ClassFolders();

    /** With temporary files in an existing directory. */
    public CollectedImages(Path directory) {
        this.spool = new ImageSpool(directory);
    }

    /** Adds an image. */
    public void add(EntryPath.InClass path, CheckedImage.Valid checked, byte[] content) {
        folders.add(path);
        index.add(spool.append(path.className(), path.file(), path.folder(), checked, content));
    }

    ImageSpool spool() {
        return spool;
    }

    SampleIndex index() {
        return index;
    }

    ClassFolders folders() {
        return folders;
    }

    @Override
    public void close() {
        spool.close();
    }
}
