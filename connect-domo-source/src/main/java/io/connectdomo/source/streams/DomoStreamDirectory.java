package io.connectdomo.source.streams;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.search.SearchHit;
import io.connectdomo.common.search.SearchPage;
import java.util.OptionalLong;

/** The real one. */
final class DomoStreamDirectory implements StreamDirectory {
    private final DataSetClient dataSets;
    private final SearchClient search;

    DomoStreamDirectory(DataSetClient dataSets, SearchClient search) {
        this.dataSets = dataSets;
        this.search = search;
    }

    @Override
    public Page search(String query, int offset) {
        SearchPage page = search.dataSets(query, offset);
        return new Page(
                page.hits().stream().map(SearchHit::id).toList(), page.last(), page.cut(), offset + SearchClient.PAGE);
    }

    @Override
    public OptionalLong streamOf(String dataSet) {
        return dataSets.get(dataSet).streamId();
    }
}
