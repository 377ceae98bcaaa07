package io.connectdomo.common.http;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a request, written to the connection as they come. Repeatable. */
public interface RequestBody {
    /** In bytes, exact. */
    long length();

    /** Called on the thread of {@link DomoHttp#execute}, possibly several times one after another. */
    void writeTo(OutputStream out) throws IOException;
}
