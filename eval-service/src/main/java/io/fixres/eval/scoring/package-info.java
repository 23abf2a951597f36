/** From an accepted checkpoint to stored and announced results. */
package io.fixres.eval.scoring;
