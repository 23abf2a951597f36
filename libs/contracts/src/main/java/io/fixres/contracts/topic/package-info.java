/** Kafka topics. */
package io.fixres.contracts.topic;
