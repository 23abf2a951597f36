/** Reads experiment requests and announces datasets. */
package io.fixres.ingest.messaging;
