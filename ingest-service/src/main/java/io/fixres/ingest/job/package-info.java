/** Ingest jobs in the object store: who works on which, and what goes on after a crash. */
package io.fixres.ingest.job;
