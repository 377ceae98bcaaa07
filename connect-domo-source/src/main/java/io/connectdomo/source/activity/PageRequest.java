package io.connectdomo.source.activity;

/**
 * One request for entries (product-apis.md, "Get Activity Log").
 *
 * @param start epoch milliseconds; whether an entry of exactly this time is in the reply is unknown
 * @param end epoch milliseconds; whether an entry of exactly this time is in the reply is unknown
 * @param limit most entries wanted; Domo's own limit may be lower
 * @param offset how many of the newest to leave out
 */
record PageRequest(long start, long end, int limit, int offset) {}
