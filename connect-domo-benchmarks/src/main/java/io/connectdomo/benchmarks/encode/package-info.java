/** SinkRecord to CSV row: the sink's encoder against the peers' printers. */
package io.connectdomo.benchmarks.encode;
