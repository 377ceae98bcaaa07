package io.connectdomo.sink.upload;

import java.util.function.Consumer;

/** A call that is one request, done when it succeeds. */
public final class SimpleCall implements Call {
    private final String what;
    private final Runnable request;
    private final Consumer<RuntimeException> onFailure;

    /**
     * @param request throws a {@link io.connectdomo.common.http.DomoException} to be retried
     * @param onFailure on an uploader thread, once
     */
    public SimpleCall(String what, Runnable request, Consumer<RuntimeException> onFailure) {
        this.what = what;
        this.request = request;
        this.onFailure = onFailure;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Step attempt() {
        request.run();
        return Step.DONE;
    }

    @Override
    public void failed(RuntimeException cause) {
        onFailure.accept(cause);
    }
}
