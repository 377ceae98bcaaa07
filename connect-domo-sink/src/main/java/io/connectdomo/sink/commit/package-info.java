/**
 * What becomes of a commit: {@link io.connectdomo.sink.commit.Settlement} decides, {@link io.connectdomo.sink.commit.Commit} does,
 * and {@link io.connectdomo.sink.commit.CommitStore} is where. Nothing here knows what a DataSet or a file is.
 */
package io.connectdomo.sink.commit;
