package io.connectdomo.common.http;

/** Why requests fail, as far as it is told apart in metrics. */
public enum FailureCause {
    /** Too many requests (429). */
    RATE_LIMITED,
    /** 5xx, or the maintenance page. */
    SERVER_ERROR,
    /** No answer in time, or 408. */
    TIMEOUT,
    /** Refused, reset, or not to be made: DNS, TLS. */
    CONNECTION,
    /** 401 or 403. */
    UNAUTHORIZED,
    /** An answer that can't be read, a refusal, a proxy, our own limit. */
    OTHER
}
