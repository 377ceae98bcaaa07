package io.connectdomo.emulator;

import java.time.Instant;

/**
 * One request that came in for Domo.
 *
 * @param query raw; empty when there was none
 * @param status of the reply; 0 when the connection was dropped
 * @param time when it came
 * @param body the first 500 characters of a JSON body; empty for parts and for requests that were not worked on
 */
public record RequestRecord(String method, String path, String query, int status, Instant time, String body) {}
