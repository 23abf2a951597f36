/** Features of the frozen part of a network: computed once for each image, stored, and used again. */
package io.fixres.training.features;
