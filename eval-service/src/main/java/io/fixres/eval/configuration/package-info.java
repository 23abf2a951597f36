/** What can be configured. */
package io.fixres.eval.configuration;
