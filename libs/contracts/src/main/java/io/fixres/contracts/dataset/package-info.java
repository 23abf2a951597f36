/** Stored datasets: manifest, sample list, rejected images. */
package io.fixres.contracts.dataset;
