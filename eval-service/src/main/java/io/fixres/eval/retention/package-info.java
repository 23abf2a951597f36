/** Which checkpoints stay when an experiment has completed. */
package io.fixres.eval.retention;
