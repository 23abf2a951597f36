/** The events of the control topics, one record each; the envelope is CloudEvents 1.0. */
package io.fixres.contracts.event;
