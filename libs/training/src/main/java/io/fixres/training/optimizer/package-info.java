/** Optimizers, run as script, with state that is owned and closed; learning rate schedules. */
package io.fixres.training.optimizer;
