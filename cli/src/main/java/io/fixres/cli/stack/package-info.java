/** The embedded stack: broker, store and services as processes on this machine, supervised. */
package io.fixres.cli.stack;
