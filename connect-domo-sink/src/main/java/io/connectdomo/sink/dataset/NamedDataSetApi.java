package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataSetInfo;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.SchemaDocument;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.search.SearchHit;
import io.connectdomo.common.search.SearchPage;
import io.connectdomo.sink.task.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The DataSets of one name in Domo. */
final class NamedDataSetApi implements NamedDataSetStore {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final DataSetClient dataSets;
    private final SearchClient search;
    private final String name;
    private final Duration attempt;
    private final Ticker ticker;

    /** @param attempt how long a look at a schema and the request that alters it may take together: see {@link SchemaHolder#settledMs} */
    NamedDataSetApi(DataSetClient dataSets, SearchClient search, String name, Duration attempt, Ticker ticker) {
        this.dataSets = dataSets;
        this.search = search;
        this.name = name;
        this.attempt = attempt;
        this.ticker = ticker;
    }

    @Override
    public Found find(Set<String> created) {
        Set<String> shown = new LinkedHashSet<>();
        int requests = search(name, shown);
        if (shown.isEmpty()) {
            requests += search(words(), shown);
        }
        Set<String> ids = new LinkedHashSet<>(shown);
        ids.addAll(created);
        return new Found(existing(ids), shown, requests);
    }

    /** Returns how many requests it took. */
    private int search(String query, Set<String> shown) {
        int requests = 0;
        for (boolean last = false; !last; requests++) {
            SearchPage page = search.dataSets(query, requests * SearchClient.PAGE);
            page.hits().stream()
                    .filter(hit -> hit.name().equals(name))
                    .map(SearchHit::id)
                    .forEach(shown::add);
            last = page.last();
        }
        return requests;
    }

    /** The words of the name with anything between them: what a search makes of other characters is not documented. */
    private String words() {
        return NO_WORD.matcher("*" + name + "*").replaceAll("*");
    }

    /** The index also shows what has been deleted or renamed since. */
    private List<Candidate> existing(Set<String> ids) {
        List<Candidate> candidates = new ArrayList<>();
        for (String id : ids) {
            info(id).filter(info -> info.name().isEmpty() || info.name().equals(name))
                    .ifPresent(info -> candidates.add(new Candidate(info)));
        }
        candidates.sort(Candidate.OLDEST_FIRST);
        return candidates;
    }

    private Optional<DataSetInfo> info(String id) {
        try {
            return Optional.of(dataSets.get(id));
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    @Override
    public String create(List<Column> columns) {
        return dataSets.create(name, new DataSetSchema(columns));
    }

    /** Of Domo's two lists of data versions one may be refused for good. */
    @Override
    public boolean isEmpty(DataSetInfo info) {
        if (info.rowCount().orElse(0) > 0) {
            return false;
        }
        VersionLists.Seen seen = new VersionLists(dataSets, info.id()).look(version -> true);
        if (seen.versions().isEmpty() && !seen.whole()) {
            throw new DomoException.Retriable(
                    "Whether DataSet " + info.id() + " has data versions can't be read at the moment.",
                    null,
                    false,
                    null);
        }
        return seen.versions().isEmpty();
    }

    /** Both lists of data versions must say that there are none. */
    @Override
    public boolean deleteIfEmpty(String id) {
        Optional<DataSetInfo> info = info(id);
        if (info.isEmpty()) {
            return true;
        }
        boolean empty = info.get().rowCount().orElse(0) == 0
                && dataSets.dataVersionsV3(id).isEmpty()
                && dataSets.dataVersionsV2(id).isEmpty();
        if (empty) {
            dataSets.delete(id);
        }
        return empty;
    }

    @Override
    public void describe(String id, String description) {
        dataSets.describe(id, name, description);
    }

    @Override
    public void tag(String id, List<String> tags) {
        dataSets.addTags(id, tags);
    }

    @Override
    public DataSetSchema schema(String id) {
        return dataSets.latestSchema(id);
    }

    @Override
    public void setKey(String id, List<String> columns) {
        long askedMs = ticker.nowMs();
        SchemaDocument now = dataSets.latestSchemaDocument(id);
        Duration left = attempt.minusMillis(ticker.nowMs() - askedMs);
        if (left.isNegative() || left.isZero()) {
            throw new DomoException.Retriable(
                    "The columns of DataSet " + id + " took longer than commit.timeout.ms to be read.",
                    null,
                    false,
                    null);
        }
        dataSets.alterSchema(id, now.withOnlyUpsertKeys(columns), left);
    }

    @Override
    public void share(String id, NewDataSet wanted) {
        dataSets.share(id, wanted.shares());
    }
}
