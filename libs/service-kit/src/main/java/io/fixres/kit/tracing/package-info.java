/** One trace for each experiment, carried in the events. */
package io.fixres.kit.tracing;
