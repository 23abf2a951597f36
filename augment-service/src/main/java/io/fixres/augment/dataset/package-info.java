/** Stored datasets as an augmenter reads them: a compact index, shards on disk, decoded images in memory. */
package io.fixres.augment.dataset;
