/**
 * The crash simulator: the real task against the emulator, killed at every step of every mode, and what Domo holds afterwards
 * (delivery.md 2). {@link io.connectdomo.sink.crash.CrashMatrixTest} writes what it saw to docs/crash-matrix.md.
 */
package io.connectdomo.sink.crash;
