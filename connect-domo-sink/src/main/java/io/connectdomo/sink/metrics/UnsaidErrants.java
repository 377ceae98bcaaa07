package io.connectdomo.sink.metrics;

/** The bad records of a destination since it was last told of any: how many, since when, and the first of them. Task thread only. */
public final class UnsaidErrants {
    private long count;
    private long sinceMs;
    private String first = "";

    void add(String reason, long nowMs) {
        if (count++ == 0) {
            first = reason;
            sinceMs = nowMs;
        }
    }

    /** Those of a destination that this one takes the place of. */
    public void takeOver(UnsaidErrants others) {
        if (others.count > 0 && (count == 0 || others.sinceMs < sinceMs)) {
            first = others.first;
            sinceMs = others.sinceMs;
        }
        count += others.count;
        others.said();
    }

    /** 0 where there is nothing to tell. */
    public long count() {
        return count;
    }

    /** Of the first one, in ticker time. */
    public long sinceMs() {
        return sinceMs;
    }

    /** Which record and why, without a value. */
    public String first() {
        return first;
    }

    /** They were told of. */
    public void said() {
        count = 0;
        first = "";
    }
}
