/** Records that a service could not read or obey, with their reasons. */
package io.fixres.cli.deadletter;
