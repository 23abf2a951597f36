/** From an order to batch records. */
package io.fixres.augment.batch;
