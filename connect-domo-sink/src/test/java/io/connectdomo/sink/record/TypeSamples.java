package io.connectdomo.sink.record;

import java.util.List;
import java.util.stream.Stream;

/** Every source type, with the values that are hard. */
final class TypeSamples {
    private TypeSamples() {}

    static List<TypeSample> all() {
        return Stream.of(new DataSamples(), new TemporalSamples())
                .flatMap(table -> table.samples().stream())
                .toList();
    }
}
