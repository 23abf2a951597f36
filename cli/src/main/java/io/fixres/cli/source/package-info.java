/** Where the pictures of an experiment come from, as the user names it. */
package io.fixres.cli.source;
