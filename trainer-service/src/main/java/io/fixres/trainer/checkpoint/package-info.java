/** Checkpoints and resume states in the object store. */
package io.fixres.trainer.checkpoint;
