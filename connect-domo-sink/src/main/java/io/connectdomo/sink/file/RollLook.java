package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Step;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at the place of a roll that may have been written before. Content whose hash Domo has not worked out yet is waited for, but
 * not for ever: without it the roll is written again.
 */
final class RollLook implements Call {
    private static final long PAUSE_MS = 200;

    private final FileApi api;
    private final RollPlace place;
    private final long graceMs;
    private final Ticker ticker;
    private final Consumer<Optional<FileInfo>> listener;
    private final Consumer<RuntimeException> onFailure;
    private long firstSeenMs = -1;

    /**
     * @param graceMs how long to wait for a hash
     * @param listener on an uploader thread, once, unless it fails
     */
    RollLook(
            FileApi api,
            RollPlace place,
            long graceMs,
            Ticker ticker,
            Consumer<Optional<FileInfo>> listener,
            Consumer<RuntimeException> onFailure) {
        this.api = api;
        this.place = place;
        this.graceMs = graceMs;
        this.ticker = ticker;
        this.listener = listener;
        this.onFailure = onFailure;
    }

    @Override
    public String what() {
        return "look at " + place;
    }

    @Override
    public Step attempt() {
        Optional<FileInfo> found = api.find(place, null);
        if (found.filter(RollPlace::isUnknown).isPresent() && isEarly()) {
            return new Step.Again(Math.min(PAUSE_MS, graceMs), null);
        }
        listener.accept(found);
        return Step.DONE;
    }

    private boolean isEarly() {
        long now = ticker.nowMs();
        if (firstSeenMs < 0) {
            firstSeenMs = now;
        }
        return now - firstSeenMs < graceMs;
    }

    @Override
    public void failed(RuntimeException cause) {
        onFailure.accept(cause);
    }
}
