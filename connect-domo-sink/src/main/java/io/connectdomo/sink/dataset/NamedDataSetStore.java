package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetInfo;
import io.connectdomo.common.dataset.DataSetSchema;
import java.util.List;
import java.util.Set;

/**
 * The DataSets of one name, as finding and creating one sees them. Every method asks Domo once and throws a
 * {@link io.connectdomo.common.http.DomoException}. Uploader threads; thread-safe.
 */
interface NamedDataSetStore {
    /**
     * What one look brought.
     *
     * @param candidates the oldest first; what we have created is among them also while the search does not show it
     * @param shown the ids that the search shows
     * @param requests how many searches it took
     */
    record Found(List<Candidate> candidates, Set<String> shown, int requests) {
        Found withRequests(int all) {
            return new Found(candidates, shown, all);
        }
    }

    /**
     * Looks for DataSets of exactly this name.
     *
     * @param created ids that exist although the search may not show them yet
     */
    Found find(Set<String> created);

    /** Creates one and returns its id. */
    String create(List<Column> columns);

    /** Whether it has neither rows nor data versions, which may hold some that are not indexed. */
    boolean isEmpty(DataSetInfo info);

    /** False where it has rows, or data versions that may hold some, and stays. */
    boolean deleteIfEmpty(String id);

    DataSetSchema schema(String id);

    /** Makes these columns, and no others, the upsert key. */
    void setKey(String id, List<String> columns);

    void tag(String id, List<String> tags);

    void describe(String id, String description);

    void share(String id, NewDataSet wanted);
}
