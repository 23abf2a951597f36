/** Settings of the page and its meters. */
package io.fixres.page.configuration;
