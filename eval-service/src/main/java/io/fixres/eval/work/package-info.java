/** The worker thread and the accepted work it goes through. */
package io.fixres.eval.work;
