package io.connectdomo.common.dataset;

import io.connectdomo.common.http.RequestBody;
import java.io.IOException;
import java.io.OutputStream;

/** The bytes of one part. Repeatable: a retried part is written again, the same bytes under the same part id. */
public interface PartBody extends RequestBody {
    /** In bytes, exact. */
    @Override
    long length();

    /** Called from an uploader thread, possibly several times one after another. */
    @Override
    void writeTo(OutputStream out) throws IOException;
}
