package io.connectdomo.sink.dataset;

/** What an upload session tells its destination. Called from uploader threads. */
interface SessionListener {
    /** The session is sealed and Domo has every part. */
    void uploaded(UploadSession session);

    /** The DataSet's columns are not those the rows were written for. */
    void layoutChanged(UploadSession session);

    /** Domo does not know the session any more. */
    void gone(UploadSession session, RuntimeException cause);

    /** The session can't be started or filled: refused, or the retry budget is spent. */
    void failed(UploadSession session, RuntimeException cause);
}
