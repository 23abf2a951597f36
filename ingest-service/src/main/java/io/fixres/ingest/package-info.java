/** Turns archives and directories of labelled images into datasets in object storage. */
package io.fixres.ingest;
