package io.connectdomo.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code orderby=field ascending} or {@code descending}; without, documents come in the order of their creation. */
final class AppOrder {
    private final String path;
    private final boolean ascending;

    private AppOrder(String path, boolean ascending) {
        this.path = path;
        this.ascending = ascending;
    }

    static AppOrder read(String orderBy) {
        if (orderBy == null) {
            return new AppOrder(null, true);
        }
        String[] words = orderBy.trim().split(" +", -1);
        boolean valid = words.length == 2 && List.of("ascending", "descending").contains(words[1]);
        if (!valid) {
            throw DomoError.badRequest("'orderby' is a field and 'ascending' or 'descending'");
        }
        return new AppOrder(words[0], words[1].equals("ascending"));
    }

    /** Documents without the field, and values of another kind, keep their places among each other, before all others. */
    List<AppDocument> sort(List<AppDocument> documents) {
        if (path == null) {
            return documents;
        }
        List<AppDocument> sorted = new ArrayList<>(documents);
        Comparator<AppDocument> order = (left, right) -> compare(first(left), first(right));
        sorted.sort(ascending ? order : order.reversed());
        return sorted;
    }

    private Object first(AppDocument document) {
        List<Object> values = AppValues.at(document, path);
        return values.isEmpty() ? AppValues.Null.NULL : values.get(0);
    }

    private static int compare(Object left, Object right) {
        Integer order = AppValues.compare(left, right);
        return order != null ? order : Integer.compare(kind(left), kind(right));
    }

    /** MongoDB's order of kinds. */
    private static int kind(Object value) {
        if (value == AppValues.Null.NULL) {
            return 0;
        }
        if (value instanceof Number) {
            return 1;
        }
        if (value instanceof String) {
            return 2;
        }
        return value instanceof Boolean ? 4 : value instanceof Instant ? 5 : 3;
    }
}
