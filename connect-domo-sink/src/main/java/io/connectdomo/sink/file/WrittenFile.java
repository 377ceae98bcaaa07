package io.connectdomo.sink.file;

/**
 * What the commit of a roll has left.
 *
 * @param wasThere whether its content was there before it was sent
 */
record WrittenFile(long id, boolean wasThere) {}
