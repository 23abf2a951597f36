/** Training of image classifiers: the loop over batches and its numbers. */
package io.fixres.training;
