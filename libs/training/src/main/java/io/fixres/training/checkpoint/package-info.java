/** Weights and resume states as safetensors files. */
package io.fixres.training.checkpoint;
