/** Orders in, batch records out. */
package io.fixres.augment.messaging;
