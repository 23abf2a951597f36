/** Starts a broker of Apache Kafka. */
package io.fixres.broker;
