package io.fixres.ingest.archive;

import io.fixres.ingest.source.OpenedSource;

/** Reads the entries of an opened source, whatever it is. */
public final class SourceReader {
    private final IngestLimits limits;

    /** Within limits. */
    public SourceReader(IngestLimits limits) {
        this.limits = limits;
    }

    /**
     * Shows each entry to the visitor.
     *
     * @throws io.fixres.ingest.source.RejectedSourceException if the source as a whole cannot be read or is too big
     * @throws io.fixres.ingest.source.SourceUnavailableException if the source broke off
     */
    public void read(OpenedSource source, EntryVisitor visitor) {
        ExpansionGuard guard = new ExpansionGuard(limits);
        if (source instanceof OpenedSource.Directory directory) {
            new DirectoryReader(guard).read(directory, visitor);
        } else if (source instanceof OpenedSource.Archive archive) {
            new ArchiveReader(guard).read(archive.bytes(), new SourceEntry.Origin.Archive(), visitor);
        } else if (source instanceof OpenedSource.Series series) {
            series.forEach((name, archive) ->
                    new ArchiveReader(guard).read(archive.bytes(), new SourceEntry.Origin.Shard(name), visitor));
        }
    }
}
