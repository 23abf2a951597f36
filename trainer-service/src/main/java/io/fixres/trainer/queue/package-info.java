/** Which experiment an idle trainer takes next. */
package io.fixres.trainer.queue;
