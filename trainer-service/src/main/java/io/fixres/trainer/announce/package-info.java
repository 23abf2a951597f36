/** Events that follow from a commit. */
package io.fixres.trainer.announce;
