/** Checks each image once and lists what is refused. */
package io.fixres.ingest.image;
