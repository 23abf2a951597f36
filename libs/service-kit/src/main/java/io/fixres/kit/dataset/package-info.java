/** Stored datasets as services read them. */
package io.fixres.kit.dataset;
