/** The stored states of experiments and how they are changed. */
package io.fixres.trainer.state;
