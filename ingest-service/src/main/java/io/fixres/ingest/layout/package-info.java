/** What a source says about its samples: classes, names, splits. */
package io.fixres.ingest.layout;
