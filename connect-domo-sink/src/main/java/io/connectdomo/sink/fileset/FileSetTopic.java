package io.connectdomo.sink.fileset;

import io.connectdomo.sink.record.Template;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.record.UnavailableOptions;
import io.connectdomo.sink.record.UnrepresentableValueAction;
import io.connectdomo.sink.record.ValueFormat;

/**
 * What holds for one topic: how its records become files, and of which FileSet.
 *
 * @param topic after transformations
 * @param sharedPath {@code fileset.path} where it may give records of other topics the same path unmeant: it neither names the topic nor
 *     takes the path from the record, and is not written out for this topic alone; else empty
 * @param path compiled {@code fileset.path}
 * @param unavailable for files that are JSON
 * @param maxFileBytes larger is errant
 * @param park whether a destination whose budget is spent is parked instead of failing the task
 */
public record FileSetTopic(
        String fileSetId,
        String topic,
        String sharedPath,
        Template path,
        ValueFormat format,
        UnrepresentableValueAction unrepresentable,
        UnavailableOptions unavailable,
        long maxFileBytes,
        TombstoneAction tombstones,
        boolean park) {}
