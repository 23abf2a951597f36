/** Reads the entries of tar and zip archives and of directories, and refuses what is unsafe. */
package io.fixres.ingest.archive;
