/** Meters and health of the service. */
package io.fixres.trainer.metrics;
