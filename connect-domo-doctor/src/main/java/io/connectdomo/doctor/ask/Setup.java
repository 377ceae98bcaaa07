package io.connectdomo.doctor.ask;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What questions work with.
 *
 * @param readOnly whether nothing may be made in the instance
 * @param collection AppDB collection that documents may be written to and deleted from; where it is empty, one is made
 * @param stream whose executions are looked at; empty for the first that has some
 */
public record Setup(
        Instance instance,
        Scratch scratch,
        Uploads uploads,
        Patience patience,
        boolean readOnly,
        Optional<String> collection,
        OptionalLong stream) {}
