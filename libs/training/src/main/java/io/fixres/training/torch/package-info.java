/** The only package that touches DJL's PyTorch engine: starts it, loads scripts and calls them. */
package io.fixres.training.torch;
