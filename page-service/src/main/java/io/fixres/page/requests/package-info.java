/** Requests that a browser may send. */
package io.fixres.page.requests;
