/** Answers orders with batches of augmented images. */
package io.fixres.augment;
