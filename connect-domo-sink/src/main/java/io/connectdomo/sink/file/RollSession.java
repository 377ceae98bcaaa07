package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Part;
import io.connectdomo.sink.upload.PartUpload;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The multi-part session of a roll that is larger than a part: opened with the first part, filled while the roll grows,
 * committed through a {@link RollCommit}, aborted when the roll is given up. Threads as for every {@link PartUpload}.
 */
final class RollSession extends PartUpload<String> {
    private static final Logger log = LoggerFactory.getLogger(RollSession.class);

    private final FileApi api;
    private final Lane lane;
    private final RollPlace place;
    private final RollListener listener;

    RollSession(FileApi api, Lane lane, RollPlace place, RollListener listener) {
        super(lane);
        this.api = api;
        this.lane = lane;
        this.place = place;
        this.listener = listener;
    }

    /** Null until it is open. */
    String id() {
        return opened();
    }

    /** The file's bytes are in the order of its parts. */
    void append(Part part) {
        add(part);
    }

    @Override
    protected String nameOfOpening() {
        return "start of the upload of " + place;
    }

    @Override
    protected String name() {
        return place.toString();
    }

    /** After a look at what stands at its place. */
    @Override
    protected String open() {
        if (place.fileId().isEmpty()) {
            Optional<FileInfo> now = api.find(place, null);
            if (!RollPlace.same(place.before(), now)) {
                listener.overtaken(this);
                return null;
            }
        }
        return api.openSession(place);
    }

    @Override
    protected void put(String session, int number, Part part) {
        api.putPart(session, number, part);
    }

    @Override
    protected void abort(String session) {
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

    @Override
    protected void uploaded() {
        listener.uploaded(this);
    }

    @Override
    protected void gone(RuntimeException cause) {
        listener.gone(this, cause);
    }

    @Override
    protected void failed(RuntimeException cause) {
        listener.failed(this, cause);
    }
}
