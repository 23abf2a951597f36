/** One class for each subcommand. */
package io.fixres.cli.command;
