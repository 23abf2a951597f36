/** The {@code fixres} command. */
package io.fixres.cli;
