/** What {@code put()} costs, of two builds of the sink side by side. */
package io.connectdomo.benchmarks.put;
