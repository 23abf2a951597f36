/** Results of an experiment: the object for programs, and tables for people. */
package io.fixres.cli.report;
