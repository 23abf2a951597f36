/** The loop over phases, epochs and steps. */
package io.fixres.trainer.run;
