/** What a sink task counts. */
package io.connectdomo.sink.metrics;
