/** What services said about experiments, reduced to what a page draws. */
package io.fixres.report.history;
