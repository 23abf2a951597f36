/** Starts an S3 server on a folder. */
package io.fixres.store;
