/** A broker, Connect workers and the emulator as child processes: for the quickstart and the system tests. */
package io.connectdomo.local;
