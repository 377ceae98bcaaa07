package io.connectdomo.sink.fileset;

import io.connectdomo.common.filesets.FileSetFile;
import io.connectdomo.common.filesets.UploadOutcome;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.metrics.OutcomeMetrics;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Step;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes a path hold what it is to hold, and sees that it does (delivery.md 3): what Domo holds afterwards must have our SHA-256. An
 * upload whose outcome is not known is waited out and looked for by its hash before it is repeated.
 */
final class FileWrite implements Call {
    private static final long LEASE_PAUSE_MS = 500;

    /** Answers that blame the file and nothing else. */
    private static final Set<Integer> BAD_FILE = Set.of(400, 413, 415, 422);

    /** A path that is taken so often is not taken for a moment. */
    private static final int MOST_CONFLICTS = 3;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** So often is a 404 that is not in Domo's form not believed. */
    private static final int MOST_NOT_FOUND = 10;

    private enum Stage {
        UPLOAD,
        LOOK,
        DELETE
    }

    private final String path;
    private final FileBody body;
    private final FileSetApi api;
    private final Lease lease;
    private final Ticker ticker;
    private final DestinationMetrics metrics;
    private final OutcomeMetrics outcome;
    private final Consumer<FileOutcome> listener;
    private volatile boolean owned = true;

    // Uploader thread only.
    private Stage stage;
    private String sha256;

    /** What the upload was answered that found the path taken; null where none did since the last look. */
    private String taken;

    /** Whether the upload that is looked for was answered with success. */
    private boolean answered;

    private int conflicts;
    private int notFound;
    private long notBeforeMs = Long.MIN_VALUE;

    /**
     * @param content null to delete
     * @param listener told once how it ended, on an uploader thread
     */
    FileWrite(
            String path,
            byte[] content,
            FileSetApi api,
            Lease lease,
            Ticker ticker,
            DestinationMetrics metrics,
            Consumer<FileOutcome> listener) {
        this.metrics = metrics;
        this.outcome = metrics.outcome();
        this.path = path;
        this.body = content == null ? null : new FileBody(content);
        this.stage = content == null ? Stage.DELETE : Stage.UPLOAD;
        this.api = api;
        this.lease = lease;
        this.ticker = ticker;
        this.listener = listener;
    }

    void disown() {
        owned = false;
    }

    @Override
    public String what() {
        return body == null ? "deletion of a file" : "upload of a file of " + body.length() + " bytes";
    }

    @Override
    public Step attempt() {
        if (lease.ended()) {
            return Step.DROPPED;
        }
        long now = ticker.nowMs();
        if (now < notBeforeMs) {
            return Step.waiting(
                    notBeforeMs - now, "the outcome of a request is not known, and it may still be on its way");
        }
        if (!owned) {
            outcome.resolved(Resolution.UNRESOLVED);
            listener.accept(new FileOutcome.TakenOver());
            return Step.DROPPED;
        }
        if (!lease.fresh()) {
            return new Step.Again(LEASE_PAUSE_MS, null);
        }
        return switch (stage) {
            case UPLOAD -> upload();
            case LOOK -> look();
            case DELETE -> delete();
        };
    }

    @Override
    public void failed(RuntimeException cause) {
        outcome.resolved(Resolution.UNRESOLVED);
        listener.accept(new FileOutcome.Failed(cause));
    }

    private Step upload() {
        if (sha256 == null) {
            sha256 = body.sha256();
        }
        UploadOutcome reply;
        metrics.sending(1);
        try {
            reply = api.upload(path, body);
        } catch (DomoException.Refused refused) {
            return refused(refused);
        } catch (DomoException failure) {
            if (mayStillLand(failure)) {
                stage = Stage.LOOK;
            }
            throw failure;
        } finally {
            metrics.sent(1);
        }
        if (reply instanceof UploadOutcome.PathTaken exists) {
            taken = exists.message();
            stage = Stage.LOOK;
            return Step.next();
        }
        FileSetFile stored = ((UploadOutcome.Stored) reply).file();
        metrics.taken(1, body.length());
        if (stored.sha256().isPresent() && api.isOurs(stored, path, body, sha256)) {
            return done();
        }
        answered = true;
        stage = Stage.LOOK;
        return Step.next();
    }

    /** Whether the request may have worked, or may still; then nothing is sent for the path before it must have ended. */
    private boolean mayStillLand(DomoException failure) {
        boolean may = failure instanceof DomoException.UnknownOutcome
                || (failure instanceof DomoException.Retriable later && later.sent() && !later.declined());
        if (may) {
            outcome.unknown(what(), -1);
            notBeforeMs = ticker.nowMs() + api.deadlineMs();
        }
        return may;
    }

    private Step look() {
        Optional<FileSetFile> stored = api.stored(path);
        if (stored.isPresent() && api.isOurs(stored.get(), path, body, sha256)) {
            return done();
        }
        if (taken != null) {
            return taken(stored);
        }
        stage = Stage.UPLOAD;
        outcome.resolved(Resolution.ABSENT);
        if (!answered) {
            return Step.next();
        }
        answered = false;
        throw new DomoException.UnknownOutcome(
                "An upload was answered with success, but Domo "
                        + (stored.isPresent() ? "holds something else" : "shows no file") + " at its path.",
                null);
    }

    /**
     * An upload overwrites where that is permitted, and 409 says that it is not (docs/domo-facts.md, "FileSets"). To delete what is there would take a file away before there is another.
     */
    private Step taken(Optional<FileSetFile> there) {
        String answer = taken;
        taken = null;
        stage = Stage.UPLOAD;
        if (++conflicts < MOST_CONFLICTS) {
            throw new DomoException.Retriable(answer + " It is tried again.", null, true, CONFLICT, null);
        }
        if (there.filter(FileSetFile::isFile).isPresent()) {
            listener.accept(new FileOutcome.Failed(
                    new IllegalStateException("A file of other content is at its path, and the token's"
                            + " user may not overwrite it: " + answer
                            + " That file is as it was. Give the user the right to edit the"
                            + " FileSet's files, or choose a fileset.path that is another for every record.")));
        } else {
            listener.accept(new FileOutcome.Refused(
                    "its path stays taken although no file is there that could be replaced: " + answer, null));
        }
        return Step.DONE;
    }

    private Step delete() {
        remove();
        return done();
    }

    private void remove() {
        try {
            api.delete(path);
        } catch (DomoException.Refused refused) {
            // Something before Domo may say so for a while; where Domo answers for the FileSet all the time, it is
            // Domo.
            boolean missing = refused.status() == NOT_FOUND && ++notFound >= MOST_NOT_FOUND;
            if (!missing || api.look().isEmpty()) {
                throw refused;
            }
        } catch (DomoException failure) {
            boolean unused = mayStillLand(failure);
            throw failure;
        }
    }

    private Step refused(DomoException.Refused refused) {
        if (!BAD_FILE.contains(refused.status())) {
            throw refused;
        }
        listener.accept(new FileOutcome.Refused("Domo refuses it. " + refused.getMessage(), refused));
        return Step.DONE;
    }

    private Step done() {
        outcome.resolved(Resolution.COMMITTED);
        metrics.committed(1, 0);
        listener.accept(new FileOutcome.Written());
        return Step.DONE;
    }
}
