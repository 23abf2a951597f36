/** Which checkpoint is the best one. */
package io.fixres.eval.selection;
