package io.fixres.ingest.archive;

import java.io.IOException;

/** Sees each entry of a source once, in the order of the source. */
@FunctionalInterface
public interface EntryVisitor {
    /** The content of the entry can be read until this call returns. */
    void visit(SourceEntry entry) throws IOException;
}
