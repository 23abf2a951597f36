/** Scores of a stored checkpoint. */
package io.fixres.training.evaluation;
