/** What a terminal can show, and how lines are drawn on it. */
package io.fixres.cli.terminal;
