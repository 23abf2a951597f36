/** The networks of libs/training behind the run's port. */
package io.fixres.trainer.djl;
