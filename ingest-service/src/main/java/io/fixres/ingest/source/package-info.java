/** Where labelled images come from: files, directories, web addresses and S3 objects. */
package io.fixres.ingest.source;
