/** Who may run an experiment, and how a run learns that it must stop. */
package io.fixres.trainer.lease;
