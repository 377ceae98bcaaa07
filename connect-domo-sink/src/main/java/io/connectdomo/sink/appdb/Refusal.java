package io.connectdomo.sink.appdb;

/**
 * A document that Domo won't have.
 *
 * @param why Domo's answer
 */
record Refusal(DocumentChange change, String why) {}
