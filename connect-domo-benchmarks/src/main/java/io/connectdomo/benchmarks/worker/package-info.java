/** How fast a whole Connect worker is with the packaged sink, and how much heap it needs. */
package io.connectdomo.benchmarks.worker;
