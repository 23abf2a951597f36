/** Byte formats that cross process boundaries. */
package io.fixres.contracts.format;
