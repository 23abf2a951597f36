/** Order, splits, shards and manifest of a dataset. */
package io.fixres.ingest.dataset;
