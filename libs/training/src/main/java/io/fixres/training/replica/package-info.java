/** Copies of a network on several devices that train on parts of one batch. */
package io.fixres.training.replica;
