/** Mixup and cutmix: images of a batch are blended or cut into one another, and so are their classes. */
package io.fixres.training.mixing;
