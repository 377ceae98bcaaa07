package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** {@code fieldSort}, {@code filters} and {@code dateFilters} of the two searches (filesets.md). */
final class SearchBody<T> {
    private final Predicate<T> test;
    private final Comparator<T> order;

    private SearchBody(Predicate<T> test, Comparator<T> order) {
        this.test = test;
        this.order = order;
    }

    /** @param value of a field: a String, a Long or an Instant; refuses a field that is not known */
    static <T> SearchBody<T> read(JsonNode body, BiFunction<T, String, Object> value) {
        if (!body.isObject()) {
            throw DomoError.badRequest("A search is a JSON object, an empty one for everything");
        }
        List<Predicate<T>> tests = new ArrayList<>();
        body.path("filters").forEach(filter -> tests.add(filter(filter, value)));
        body.path("dateFilters").forEach(filter -> tests.add(dateFilter(filter, value)));
        Comparator<T> order = null;
        for (JsonNode sort : body.path("fieldSort")) {
            Comparator<T> next = sort(sort, value);
            order = order == null ? next : order.thenComparing(next);
        }
        return new SearchBody<>(item -> tests.stream().allMatch(each -> each.test(item)), order);
    }

    List<T> apply(List<T> all) {
        var found = all.stream().filter(test);
        return (order == null ? found : found.sorted(order)).toList();
    }

    private static <T> Predicate<T> filter(JsonNode filter, BiFunction<T, String, Object> value) {
        String field = required(filter, "field");
        String operator = required(filter, "operator");
        List<String> values = new ArrayList<>();
        filter.path("value").forEach(each -> values.add(each.asText()));
        Predicate<T> test = switch (operator) {
            case "EQUALS", "IN" -> item -> values.contains(text(value.apply(item, field)));
            case "LIKE" ->
                item -> values.stream()
                        .anyMatch(part -> text(value.apply(item, field))
                                .toLowerCase(Locale.ROOT)
                                .contains(part.toLowerCase(Locale.ROOT)));
            default -> throw DomoError.badRequest("The emulator does not know the operator '" + operator + "'");
        };
        return Json.flag(filter, "not") ? test.negate() : test;
    }

    private static <T> Predicate<T> dateFilter(JsonNode filter, BiFunction<T, String, Object> value) {
        String field = required(filter, "field");
        Instant start = time(filter, "start", Instant.MIN);
        Instant end = time(filter, "end", Instant.MAX);
        Predicate<T> test =
                item -> value.apply(item, field) instanceof Instant time && !time.isBefore(start) && !time.isAfter(end);
        return Json.flag(filter, "not") ? test.negate() : test;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> Comparator<T> sort(JsonNode sort, BiFunction<T, String, Object> value) {
        String field = required(sort, "field");
        String order = required(sort, "order");
        Comparator<T> ascending =
                (left, right) -> ((Comparable) value.apply(left, field)).compareTo(value.apply(right, field));
        return switch (order) {
            case "ASC" -> ascending;
            case "DESC" -> ascending.reversed();
            default -> throw DomoError.badRequest("'order' is ASC or DESC");
        };
    }

    private static Instant time(JsonNode filter, String field, Instant otherwise) {
        String text = Json.text(filter, field);
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new DomoError(400, "'" + field + "' is not an ISO time", e);
        }
    }

    private static String required(JsonNode node, String field) {
        String text = Json.text(node, field);
        if (text == null) {
            throw DomoError.badRequest("'" + field + "' is required");
        }
        return text;
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }
}
