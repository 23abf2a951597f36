/** Dead letters of work that was accepted and turned out not to be doable. */
package io.fixres.eval.messaging;
