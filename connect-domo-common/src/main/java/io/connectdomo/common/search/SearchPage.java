package io.connectdomo.common.search;

import java.util.List;

/**
 * One page of results.
 *
 * @param hits those that have an id and a name, most relevant first; never null
 * @param last whether nothing comes behind this page
 */
public record SearchPage(List<SearchHit> hits, boolean last) {
    public SearchPage {
        hits = List.copyOf(hits);
    }
}
