/** The held-out images as a network takes them. */
package io.fixres.eval.images;
