/** Requests from the control topic: stored first, announced second, acknowledged last. */
package io.fixres.trainer.intake;
