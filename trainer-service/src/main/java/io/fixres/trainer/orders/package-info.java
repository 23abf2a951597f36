/** Which samples are asked for, of whom, and again. */
package io.fixres.trainer.orders;
