package io.connectdomo.source.streams;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.search.SearchHit;
import io.connectdomo.common.search.SearchPage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The real one. */
final class DomoStreamDirectory implements StreamDirectory {
    private static final int NOT_FOUND = 404;

    private final DataSetClient dataSets;
    private final SearchClient search;

    DomoStreamDirectory(DataSetClient dataSets, SearchClient search) {
        this.dataSets = dataSets;
        this.search = search;
    }

    @Override
    public List<String> dataSets(String query) {
        List<String> ids = new ArrayList<>();
        SearchPage page;
        int offset = 0;
        do {
            page = search.dataSets(query, offset);
            page.hits().stream().map(SearchHit::id).forEach(ids::add);
            offset += SearchClient.PAGE;
        } while (!page.last());
        return ids;
    }

    @Override
    public OptionalLong streamOf(String dataSet) {
        try {
            return dataSets.get(dataSet).streamId();
        } catch (DomoException.Refused refused) {
            if (refused.status() == NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw refused;
        }
    }
}
