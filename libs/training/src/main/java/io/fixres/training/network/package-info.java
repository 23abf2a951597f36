/** Networks as data: layers, their variables, what a phase trains of them, and their rendering as TorchScript. */
package io.fixres.training.network;
