package io.connectdomo.source.executions;

/** The executions of one stream, at Domo or in a test. */
interface StreamHistory {
    /**
     * One request at most. {@link ExecutionReply.Outcome#AGAIN} wants the same request once more.
     *
     * @throws io.connectdomo.common.http.DomoException where it did not succeed
     */
    ExecutionReply ask(ExecutionRequest request);
}
