/** Settings and beans of the service. */
package io.fixres.trainer.configuration;
