package io.connectdomo.local.cdc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tables beside their DataSets, value by value.
 *
 * @param tables how many
 * @param rows of all tables
 * @param differences each in words
 */
public record Comparison(int tables, long rows, List<String> differences) {
    public static final Comparison NOTHING = new Comparison(0, 0, List.of());

    public Comparison {
        differences = List.copyOf(differences);
    }

    static Comparison of(ComparedTable table, ComparedTable.Rows expected, ComparedTable.Rows found) {
        List<String> differences = new ArrayList<>();
        found.doubled().forEach(key -> differences.add(table.name() + " " + key + " is there more than once"));
        Set<List<Object>> keys = new HashSet<>(expected.byKey().keySet());
        keys.addAll(found.byKey().keySet());
        for (List<Object> key : keys) {
            compare(table, key, expected.byKey(), found.byKey(), differences);
        }
        return new Comparison(1, expected.byKey().size(), differences);
    }

    private static void compare(
            ComparedTable table,
            List<Object> key,
            Map<List<Object>, List<Object>> expected,
            Map<List<Object>, List<Object>> found,
            List<String> differences) {
        String row = table.name() + " " + key;
        if (!found.containsKey(key)) {
            differences.add(row + " is missing");
            return;
        }
        if (!expected.containsKey(key)) {
            differences.add(row + " should not be there");
            return;
        }
        for (int i = 0; i < table.others().size(); i++) {
            Object should = expected.get(key).get(i);
            Object is = found.get(key).get(i);
            if (!Objects.equals(should, is)) {
                differences.add(
                        row + "." + table.others().get(i).name() + " is " + shown(is) + ", expected " + shown(should));
            }
        }
    }

    private static String shown(Object value) {
        return value == null ? "NULL" : "<" + value + ">";
    }

    /** Both together. */
    public Comparison plus(Comparison other) {
        List<String> all = new ArrayList<>(differences);
        all.addAll(other.differences);
        return new Comparison(tables + other.tables, rows + other.rows, all);
    }

    /** In words, such as "tables 5, rows 4711, differences 0". */
    public String words() {
        return "tables " + tables + ", rows " + rows + ", differences " + differences.size();
    }
}
