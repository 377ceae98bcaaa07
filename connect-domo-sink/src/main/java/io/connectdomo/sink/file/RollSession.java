package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Part;
import io.connectdomo.sink.upload.SimpleCall;
import io.connectdomo.sink.upload.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The multi-part session of a roll that is larger than a part: opened with the first part, filled while the roll grows,
 * committed by a {@link RollCommit}, aborted when the roll is given up.
 *
 * <p>Parts are added on the task thread; the rest runs on uploader threads. Thread-safe.
 */
final class RollSession {
    private static final Logger log = LoggerFactory.getLogger(RollSession.class);

    private final FileApi api;
    private final Lane lane;
    private final RollPlace place;
    private final RollListener listener;

    /** Parts that wait for the session to open, then those on their way: to be freed if it is given up. */
    private final List<NumberedPart> parts = new ArrayList<>();

    private String id;
    private boolean sealed;
    private boolean ended;
    private boolean lost;
    private int partCount;
    private int partsDone;

    private record NumberedPart(int index, Part part) {}

    RollSession(FileApi api, Lane lane, RollPlace place, RollListener listener) {
        this.api = api;
        this.lane = lane;
        this.place = place;
        this.listener = listener;
    }

    /** Only once it is open. */
    synchronized String id() {
        return id;
    }

    synchronized int partCount() {
        return partCount;
    }

    /** Adds a part under the next index: the file's bytes are in the order of 1, 2, 3 … */
    synchronized void add(Part part) {
        NumberedPart numbered = new NumberedPart(++partCount, part);
        parts.add(numbered);
        if (id != null) {
            lane.submit(new PutPart(numbered));
        } else if (partCount == 1) {
            lane.submit(new Open());
        }
    }

    /** No more parts. */
    synchronized void seal() {
        sealed = true;
        tellIfUploaded();
    }

    synchronized boolean uploaded() {
        return sealed && id != null && partsDone == partCount;
    }

    /** It has become a file: nothing is left to abort. */
    synchronized void committed() {
        ended = true;
    }

    /** Gives it up: nothing more is sent, its memory is free, and Domo is told. */
    synchronized void giveUp() {
        parts.forEach(numbered -> numbered.part().release());
        parts.clear();
        if (!ended && id != null) {
            abort();
        }
        ended = true;
    }

    private void abort() {
        String session = id;
        lane.submit(new SimpleCall("abort of session " + session, () -> abortQuietly(session), unexpected -> {}));
    }

    /**
     * Once only: a session that stays costs nothing, and others wait for the lane. One that Domo won't abort is gone, or has become a
     * file by a commit whose reply was lost.
     */
    private void abortQuietly(String session) {
        try {
            api.abort(session);
        } catch (DomoException.Refused over) {
            log.debug("The upload session {} of {} is over already", session, place, over);
        } catch (DomoException stays) {
            log.info("The upload session {} of {}, which is given up, could not be aborted", session, place, stays);
        }
    }

    /** Several parts may find that out. */
    private synchronized void countLost() {
        if (!lost) {
            lost = true;
            lane.metrics().sessionLost();
        }
    }

    private synchronized boolean ended() {
        return ended;
    }

    private void tellIfUploaded() {
        if (uploaded() && !ended) {
            listener.uploaded(this);
        }
    }

    private synchronized void opened(String session) {
        id = session;
        if (ended) {
            abort();
            return;
        }
        parts.forEach(numbered -> lane.submit(new PutPart(numbered)));
        tellIfUploaded();
    }

    private synchronized void arrived(NumberedPart numbered) {
        partsDone++;
        parts.remove(numbered);
        tellIfUploaded();
    }

    /** Opens the session, after a look at what stands at its place. */
    private final class Open implements Call {
        @Override
        public String what() {
            return "start of the upload of " + place;
        }

        @Override
        public Step attempt() {
            if (ended()) {
                return Step.DROPPED;
            }
            if (place.fileId().isEmpty()) {
                Optional<FileInfo> now = api.find(place, null);
                if (!RollPlace.same(place.before(), now)) {
                    listener.overtaken(RollSession.this);
                    return Step.DONE;
                }
            }
            opened(api.openSession(place));
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            listener.failed(RollSession.this, cause);
        }
    }

    /** Sends one part; the same bytes under the same index overwrite, so it may be repeated. */
    private final class PutPart implements Call {
        /** A 404 that is not in Domo's form may be something before Domo, for a while; then it is believed. */
        private static final int MOST_MISSING = 20;

        private final NumberedPart numbered;
        private int missing;

        PutPart(NumberedPart numbered) {
            this.numbered = numbered;
        }

        @Override
        public String what() {
            return "part " + numbered.index() + " of " + place;
        }

        @Override
        public Step attempt() {
            if (ended()) {
                return Step.DROPPED;
            }
            lane.metrics().sending(1);
            try {
                api.putPart(id(), numbered.index(), numbered.part());
                lane.metrics().taken(1, numbered.part().length());
            } catch (DomoException.Refused refused) {
                if (isSessionGone(refused) && ++missing >= MOST_MISSING) {
                    failed(refused);
                    return Step.DONE;
                }
                throw refused;
            } finally {
                lane.metrics().sent(1);
            }
            numbered.part().release();
            arrived(numbered);
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            if (isSessionGone(cause)) {
                countLost();
                listener.gone(RollSession.this, cause);
            } else {
                listener.failed(RollSession.this, cause);
            }
        }

        private static boolean isSessionGone(RuntimeException cause) {
            return cause instanceof DomoException.Refused refused
                    && (refused.status() == 404 || refused.status() == 410);
        }
    }
}
