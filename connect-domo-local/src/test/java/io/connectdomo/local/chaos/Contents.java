package io.connectdomo.local.chaos;

import io.connectdomo.local.DataSets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a DataSet must hold.
 *
 * @param key SQL expression of a row's key
 * @param pages conditions that together select every row that may be there, each a number of rows that one query can answer
 * @param values by key, what column {@code v} must say
 */
record Contents(String key, List<String> pages, Map<Long, Long> values) {
    private static final int EXAMPLES = 10;

    /** In words, what is not as it must be; empty when the DataSet holds exactly these rows. */
    List<String> differences(DataSets dataSets, String dataSet) {
        Findings findings = new Findings(new HashMap<>(values));
        for (String page : pages) {
            dataSets.query(dataSet, "SELECT " + key + " AS k, v FROM table WHERE " + page)
                    .forEach(row -> findings.row(Long.valueOf(row.get("k")), Long.valueOf(row.get("v"))));
        }
        long rows = dataSets.count(dataSet);
        return findings.inWords(values.size(), rows);
    }

    /** The same of what was found by other means than queries: key and value, once for each time that they are there. */
    List<String> differences(Collection<Map.Entry<Long, Long>> found) {
        Findings findings = new Findings(new HashMap<>(values));
        found.forEach(entry -> findings.row(entry.getKey(), entry.getValue()));
        return findings.inWords(values.size(), found.size());
    }

    private static final class Findings {
        private final Map<Long, Long> missing;
        private final Set<Long> seen = new HashSet<>();
        private final List<String> doubled = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private long rows;

        Findings(Map<Long, Long> missing) {
            this.missing = missing;
        }

        void row(Long key, Long value) {
            rows++;
            if (!seen.add(key)) {
                doubled.add(key + "=" + value);
                return;
            }
            Long expected = missing.remove(key);
            if (!value.equals(expected)) {
                wrong.add(key + "=" + value + ", expected " + expected);
            }
        }

        List<String> inWords(long expectedRows, long allRows) {
            List<String> words = new ArrayList<>();
            say(
                    words,
                    "missing",
                    missing.entrySet().stream().map(Object::toString).toList());
            say(words, "doubled", doubled);
            say(words, "wrong or not expected", wrong);
            if (allRows != rows || rows != expectedRows) {
                words.add(
                        expectedRows + " rows expected, " + allRows + " there, " + rows + " of them where they belong");
            }
            return words;
        }

        private static void say(List<String> words, String what, List<String> which) {
            if (!which.isEmpty()) {
                words.add(
                        which.size() + " " + what + ", such as " + which.subList(0, Math.min(EXAMPLES, which.size())));
            }
        }
    }
}
