/** Follows an experiment through its events and its state, and shows how it goes. */
package io.fixres.cli.follow;
