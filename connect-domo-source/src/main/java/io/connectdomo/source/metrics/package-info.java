/** What a source task counts. */
package io.connectdomo.source.metrics;
