package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.search.SearchClient;
import java.util.Optional;
import java.util.Set;

/**
 * The DataSet that a task would take for a name, as {@code validate()} looks for it.
 *
 * @param others whether the task would refuse it: rows of ours would be refused there, or overwritten
 */
public record NamedDataSet(String id, boolean others) {
    /**
     * Of those of this name the one that tasks agree on; empty where one would be created.
     *
     * @throws io.connectdomo.common.http.DomoException where there is no answer, or a no
     */
    public static Optional<NamedDataSet> find(DataSetClient dataSets, SearchClient search, String name) {
        return new NamedDataSetApi(dataSets, search, name)
                .find(Set.of()).candidates().stream()
                        .findFirst()
                        .map(candidate -> new NamedDataSet(candidate.id(), candidate.isOthers()));
    }
}
