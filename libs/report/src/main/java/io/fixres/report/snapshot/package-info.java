/** One experiment at one moment, complete: what a page draws and a report keeps. */
package io.fixres.report.snapshot;
