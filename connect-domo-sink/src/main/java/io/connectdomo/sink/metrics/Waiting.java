package io.connectdomo.sink.metrics;

/**
 * Something that takes long because Domo does.
 *
 * @param what is waited for: {@code part 3 of upload 17}
 * @param sinceMs in ticker time
 * @param untilMs when it is given up, in ticker time; negative for never
 * @param refused whether Domo refuses (401, 403), so that it ends after a minute and not with {@code domo.retry.timeout.ms}
 */
public record Waiting(String what, long sinceMs, long untilMs, boolean refused) {}
