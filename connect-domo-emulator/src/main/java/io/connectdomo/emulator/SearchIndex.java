package io.connectdomo.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the search knows of DataSets, which may be the state of some time ago. Thread-safe. */
final class SearchIndex {
    private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{N} *]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Catalog catalog;
    private final Dialects dialects;
    private final Clock clock;
    private final List<Deleted> deleted = new ArrayList<>();

    private record Deleted(DataSet dataSet, Instant at) {}

    SearchIndex(Catalog catalog, Dialects dialects, Clock clock) {
        this.catalog = catalog;
        this.dialects = dialects;
        this.clock = clock;
    }

    synchronized void deleted(DataSet dataSet) {
        deleted.add(new Deleted(dataSet, clock.instant()));
    }

    /** The most relevant first: the exact name, then what shares a word with the query. {@code *} stands for any text. */
    List<DataSet> find(String query) {
        if (dialects.speaks(Dialect.SEARCH_QUERY_SYNTAX)
                && PUNCTUATION.matcher(query).find()) {
            return List.of();
        }
        Predicate<DataSet> matches = query.contains("*") ? wildcard(query) : anyWord(query);
        return known().stream()
                .filter(matches)
                .sorted(Comparator.comparing(dataSet -> !dataSet.name().equalsIgnoreCase(query)))
                .toList();
    }

    private synchronized List<DataSet> known() {
        Instant asOf = clock.instant();
        if (dialects.speaks(Dialect.SEARCH_LATE)) {
            asOf = asOf.minus(dialects.searchDelay());
        }
        List<DataSet> known = new ArrayList<>();
        for (DataSet dataSet : catalog.all()) {
            if (!dataSet.created().isAfter(asOf)) {
                known.add(dataSet);
            }
        }
        for (Iterator<Deleted> each = deleted.iterator(); each.hasNext(); ) {
            Deleted gone = each.next();
            if (!gone.at().isAfter(asOf)) {
                each.remove();
            } else if (!gone.dataSet().created().isAfter(asOf)) {
                known.add(gone.dataSet());
            }
        }
        return known;
    }

    private static Predicate<DataSet> wildcard(String query) {
        StringBuilder regex = new StringBuilder();
        for (String fixed : query.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(fixed));
        }
        Pattern pattern = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        return dataSet -> pattern.matcher(dataSet.name()).matches();
    }

    private static Predicate<DataSet> anyWord(String query) {
        Set<String> wanted = words(query);
        return dataSet -> {
            Set<String> has = words(dataSet.name());
            has.retainAll(wanted);
            return !has.isEmpty() || dataSet.name().equalsIgnoreCase(query);
        };
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(NO_WORD.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }
}
