package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.sink.commit.CommitStore;
import io.connectdomo.sink.commit.Inspection;
import io.connectdomo.sink.commit.Obstacle;
import io.connectdomo.sink.commit.Reply;
import io.connectdomo.sink.commit.Sighting;
import java.util.Optional;

/** The commit of one upload session: its trace is its data version. What it leaves is Domo's reply, empty where that was lost. */
final class SessionCommit implements CommitStore<Optional<CommitReply>> {
    private final DataSetStore dataSet;
    private final UploadSession session;
    private final String message;
    private final long attemptMs;

    /**
     * @param message for Domo's list of data versions
     * @param attemptMs hard deadline of one attempt
     */
    SessionCommit(DataSetStore dataSet, UploadSession session, String message, long attemptMs) {
        this.dataSet = dataSet;
        this.session = session;
        this.message = message;
        this.attemptMs = attemptMs;
    }

    @Override
    public String what() {
        return "commit of " + session.describe();
    }

    @Override
    public String owner() {
        return "DataSet " + dataSet.label();
    }

    @Override
    public String trace() {
        return "its data version";
    }

    /** It is the same upload. */
    @Override
    public boolean writesOnce() {
        return true;
    }

    @Override
    public Inspection<Optional<CommitReply>> inspect(boolean everSent) {
        Optional<Obstacle> obstacle = dataSet.obstacleTo(session);
        return obstacle.isPresent() ? new Inspection.Hindered<>(obstacle.get(), false) : Inspection.free();
    }

    @Override
    public void beforeFirstAttempt() {
        dataSet.beforeFirstAttempt(session);
    }

    /** An upload that is gone may be gone because its commit worked: 404 and 410 say nothing for certain. */
    @Override
    public Reply<Optional<CommitReply>> send() {
        return Reply.to(() -> Optional.of(dataSet.commit(session, message, attemptMs)), status -> false);
    }

    @Override
    public Sighting<Optional<CommitReply>> look(boolean refusedAgain) {
        return switch (dataSet.versionOf(session, refusedAgain)) {
            case SUCCESS -> Sighting.written(Optional.empty());
            case FAILED -> Sighting.of(Sighting.Kind.FAILED);
            case PROCESSING -> Sighting.of(Sighting.Kind.IN_PROGRESS);
            case HALF_SEEN -> Sighting.of(Sighting.Kind.HALF_SEEN);
            case ABSENT -> Sighting.of(Sighting.Kind.NOT_THERE);
        };
    }
}
