/** How batch records become batches. */
package io.fixres.trainer.assembly;
