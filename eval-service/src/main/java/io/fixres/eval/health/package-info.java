/** Health of this service beside that of broker and store. */
package io.fixres.eval.health;
