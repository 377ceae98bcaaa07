/** Placeholder. */
package io.connectdomo.emulator;
