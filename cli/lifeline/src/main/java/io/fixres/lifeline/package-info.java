/** Ends a process with the one that started it. */
package io.fixres.lifeline;
