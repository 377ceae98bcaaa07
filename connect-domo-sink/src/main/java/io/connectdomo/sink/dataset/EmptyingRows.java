package io.connectdomo.sink.dataset;

import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.Part;
import java.util.List;

/** No rows at all, in place of whatever the DataSet holds: what a truncate makes of a batch. Task thread only. */
final class EmptyingRows extends NoRows {
    private final UploadSession session;
    private final boolean needsPart;
    private final MemoryBudget memory;

    /**
     * @param session that replaces
     * @param needsPart {@code domo.compat.truncate}: whether an upload empties by an empty part, rather than by none
     */
    EmptyingRows(UploadSession session, boolean needsPart, MemoryBudget memory) {
        this.session = session;
        this.needsPart = needsPart;
        this.memory = memory;
    }

    @Override
    public List<UploadSession> seal() {
        if (needsPart) {
            session.add(new Part(new byte[0][], 0, 0, 0, memory), 0);
        } else {
            session.start();
        }
        session.seal();
        return List.of(session);
    }

    @Override
    public boolean has(UploadSession candidate) {
        return session == candidate;
    }

    @Override
    public void discard() {
        session.abandon();
    }
}
