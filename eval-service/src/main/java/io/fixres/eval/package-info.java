/** Scores checkpoints on the held-out split, points to the best one and removes those that do not stay. */
package io.fixres.eval;
