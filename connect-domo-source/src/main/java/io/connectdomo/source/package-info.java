/** The Kafka Connect source for Domo. */
package io.connectdomo.source;
