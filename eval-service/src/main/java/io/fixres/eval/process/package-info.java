/** This process: its folder, its end, and how work can fail for good. */
package io.fixres.eval.process;
