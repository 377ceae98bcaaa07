package io.connectdomo.common.dataset;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of one part. Repeatable: a retried part is written again, the same bytes under the same part id. */
public interface PartBody {
    /** In bytes, exact. */
    long length();

    /** Called from an uploader thread, possibly several times one after another. */
    void writeTo(OutputStream out) throws IOException;
}
