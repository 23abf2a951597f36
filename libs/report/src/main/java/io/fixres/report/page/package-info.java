/** The files of the page, and the page frozen into one file. */
package io.fixres.report.page;
