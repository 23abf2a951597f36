/** HTTP: addresses, headers, and who may ask. */
package io.fixres.page.web;
