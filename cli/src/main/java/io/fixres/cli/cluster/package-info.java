/** The cluster that a command talks to: a broker and an object store, embedded or anywhere. */
package io.fixres.cli.cluster;
