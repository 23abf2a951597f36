/** CIFAR-10 as its authors publish it, in binary and in pickled Python batches (https://www.cs.toronto.edu/~kriz/cifar.html). */
package io.fixres.ingest.cifar;
