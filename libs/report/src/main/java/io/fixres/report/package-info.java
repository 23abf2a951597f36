/** What is shown of an experiment, read from store and topics. */
package io.fixres.report;
