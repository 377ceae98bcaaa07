package io.connectdomo.sink.file;

/** What becomes of the upload of a roll, told on uploader threads. */
interface RollListener {
    /** Every part has arrived. */
    void uploaded(RollSession session);

    /** Somebody else has written at the roll's place since it began. */
    void overtaken(RollSession session);

    /** Domo does not know the session any more: its parts are lost. */
    void gone(RollSession session, RuntimeException cause);

    /** Domo won't have it, or the retry budget is spent. */
    void failed(RollSession session, RuntimeException cause);
}
