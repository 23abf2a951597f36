/** Accepts events of trainers: stores the work, then acknowledges. */
package io.fixres.eval.intake;
