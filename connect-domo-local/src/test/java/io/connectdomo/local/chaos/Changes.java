package io.connectdomo.local.chaos;

import io.connectdomo.local.Topics;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keyed changes, an eighth of them tombstones, sent at an even pace; where it is asked for, bad records among them. */
final class Changes {
    private static final int ONE_IN_IS_TOMBSTONE = 8;

    private final int count;
    private final int keys;
    private final Random random;

    /** 0 for none. */
    private final int oneInIsBad;

    private int sent;

    Changes(int count, int keys, Random random) {
        this(count, keys, random, 0);
    }

    private Changes(int count, int keys, Random random, int oneInIsBad) {
        this.count = count;
        this.keys = keys;
        this.random = random;
        this.oneInIsBad = oneInIsBad;
    }

    /** The same with bad records among them: texts for a column of numbers, and values that no converter can read. */
    Changes withOneBadIn(int records) {
        return new Changes(count, keys, random, records);
    }

    /** Keys are 0 to this, exclusive. */
    int keys() {
        return keys;
    }

    /** Returns when the broker has them all. */
    void send(Topics topics, String topic, int perSecond) {
        long start = System.nanoTime();
        long nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        while (sent < count) {
            long ahead = sent * nanosEach - (System.nanoTime() - start);
            if (ahead > 0) {
                LockSupport.parkNanos(ahead);
            }
            sendNext(topics, topic);
        }
        topics.flush();
    }

    private void sendNext(Topics topics, String topic) {
        int key = random.nextInt(keys);
        boolean tombstone = random.nextInt(ONE_IN_IS_TOMBSTONE) == 0;
        sent++;
        topics.send(topic, Integer.toString(key), tombstone ? null : value(key));
    }

    private String value(int key) {
        if (oneInIsBad == 0 || random.nextInt(oneInIsBad) > 0) {
            return "{\"id\":" + key + ",\"v\":" + sent + "}";
        }
        return random.nextBoolean() ? "{\"id\":" + key + ",\"v\":\"number " + sent + "\"}" : "{\"id\":" + key + ",";
    }
}
