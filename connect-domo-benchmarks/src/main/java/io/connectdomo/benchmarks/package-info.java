/** Entry point of the benchmarks jar. */
package io.connectdomo.benchmarks;
