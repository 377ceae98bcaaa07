/** A sink that does nothing, packaged as a plugin of its own: what a worker can do at most. */
package io.connectdomo.benchmarks.worker.noop;
