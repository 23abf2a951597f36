/** Meters. */
package io.fixres.eval.metrics;
