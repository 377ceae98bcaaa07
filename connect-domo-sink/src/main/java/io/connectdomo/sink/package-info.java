/** The Kafka Connect sink for Domo. */
package io.connectdomo.sink;
