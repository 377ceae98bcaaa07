package io.connectdomo.local.chaos;

import io.connectdomo.local.Topics;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keyed changes, an eighth of them tombstones, sent at an even pace. */
final class Changes {
    private static final int CHANGES_PER_KEY = 4;
    private static final int ONE_IN_IS_TOMBSTONE = 8;

    private final int count;
    private final int keys;
    private final Random random;
    private int sent;

    Changes(int count, Random random) {
        this(count, Math.max(1, count / CHANGES_PER_KEY), random);
    }

    Changes(int count, int keys, Random random) {
        this.count = count;
        this.keys = keys;
        this.random = random;
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
        topics.send(topic, Integer.toString(key), tombstone ? null : "{\"id\":" + key + ",\"v\":" + sent + "}");
    }
}
