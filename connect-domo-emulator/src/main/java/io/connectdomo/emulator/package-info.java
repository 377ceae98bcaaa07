/**
 * A stand-in for the Domo endpoints that the plugins use: real HTTP, H2 behind it, faults on demand. Written from the API pages
 * alone; it shares no code with the client, so that the two can disagree.
 */
package io.connectdomo.emulator;
