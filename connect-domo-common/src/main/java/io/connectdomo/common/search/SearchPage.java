package io.connectdomo.common.search;

import java.util.List;

/**
 * One page of results.
 *
 * @param hits those that have an id and a name, most relevant first; never null
 * @param last whether nothing comes behind this page
 * @param cut whether there are more, which Domo does not show
 */
public record SearchPage(List<SearchHit> hits, boolean last, boolean cut) {
    public SearchPage {
        hits = List.copyOf(hits);
    }
}
