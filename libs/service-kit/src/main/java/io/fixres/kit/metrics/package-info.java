/** Meters that every service has. */
package io.fixres.kit.metrics;
