package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which documents a query wants: MongoDB's predicates as far as a client of ours could send them. What is not known is refused, for
 * it would find the wrong documents.
 *
 * @param wanted null unless the query says of one path that it must be one of these values, which an index can look up
 */
record AppPredicate(Predicate<AppDocument> test, String path, Set<Object> wanted) implements Predicate<AppDocument> {

    @Override
    public boolean test(AppDocument document) {
        return test.test(document);
    }

    static AppPredicate read(JsonNode query) {
        if (!query.isObject()) {
            throw DomoError.badRequest("A query is a JSON object");
        }
        List<AppPredicate> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : query.properties()) {
            all.add(field.getKey().startsWith("$") ? logical(field) : ofPath(field.getKey(), field.getValue()));
        }
        return and(all);
    }

    private static AppPredicate and(List<AppPredicate> all) {
        AppPredicate indexed =
                all.stream().filter(each -> each.path != null).findFirst().orElse(null);
        Predicate<AppDocument> test = document -> all.stream().allMatch(each -> each.test(document));
        return new AppPredicate(test, indexed == null ? null : indexed.path, indexed == null ? null : indexed.wanted);
    }

    private static AppPredicate plain(Predicate<AppDocument> test) {
        return new AppPredicate(test, null, null);
    }

    private static AppPredicate logical(Map.Entry<String, JsonNode> field) {
        if (!field.getValue().isArray() || field.getValue().isEmpty()) {
            throw DomoError.badRequest(field.getKey() + " needs a list that is not empty");
        }
        List<AppPredicate> parts = new ArrayList<>();
        field.getValue().forEach(part -> parts.add(read(part)));
        return switch (field.getKey()) {
            case "$and" -> and(parts);
            case "$or" -> plain(document -> parts.stream().anyMatch(part -> part.test(document)));
            case "$nor" -> plain(document -> parts.stream().noneMatch(part -> part.test(document)));
            default -> throw DomoError.badRequest("Unknown operator '" + field.getKey() + "'");
        };
    }

    private static AppPredicate ofPath(String path, JsonNode condition) {
        boolean known = path.startsWith("content.")
                || Set.of("id", "createdOn", "updatedOn").contains(path);
        if (!known) {
            throw DomoError.badRequest("Nothing is called '" + path + "'; fields of the content begin with 'content.'");
        }
        boolean operators = condition.isObject()
                && !condition.isEmpty()
                && !condition.has("$date")
                && condition.fieldNames().next().startsWith("$");
        if (!operators) {
            return oneOf(path, Set.of(AppValues.comparable(condition)));
        }
        List<AppPredicate> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : condition.properties()) {
            all.add(operator(path, operator.getKey(), operator.getValue()));
        }
        return and(all);
    }

    private static AppPredicate operator(String path, String operator, JsonNode operand) {
        return switch (operator) {
            case "$eq" -> oneOf(path, Set.of(AppValues.comparable(operand)));
            case "$ne" -> not(oneOf(path, Set.of(AppValues.comparable(operand))));
            case "$in" -> oneOf(path, values(operator, operand));
            case "$nin" -> not(oneOf(path, values(operator, operand)));
            case "$gt" -> compared(path, operand, sign -> sign > 0);
            case "$gte" -> compared(path, operand, sign -> sign >= 0);
            case "$lt" -> compared(path, operand, sign -> sign < 0);
            case "$lte" -> compared(path, operand, sign -> sign <= 0);
            case "$exists" -> exists(path, operand);
            case "$not" -> not(ofPath(path, operand));
            case "$regex" -> regex(path, operand);
            default -> throw DomoError.badRequest("Unknown operator '" + operator + "'");
        };
    }

    private static Set<Object> values(String operator, JsonNode operand) {
        if (!operand.isArray()) {
            throw DomoError.badRequest(operator + " needs a list");
        }
        Set<Object> values = new HashSet<>();
        operand.forEach(value -> values.add(AppValues.comparable(value)));
        return values;
    }

    /** As in MongoDB, null also finds documents without the field. */
    private static AppPredicate oneOf(String path, Set<Object> wanted) {
        boolean wantsNull = wanted.contains(AppValues.Null.NULL);
        Predicate<AppDocument> test = document -> {
            List<Object> found = AppValues.at(document, path);
            return found.isEmpty() ? wantsNull : found.stream().anyMatch(wanted::contains);
        };
        return wantsNull ? plain(test) : new AppPredicate(test, path, wanted);
    }

    private static AppPredicate not(AppPredicate predicate) {
        return plain(document -> !predicate.test(document));
    }

    private static AppPredicate compared(String path, JsonNode operand, IntPredicate sign) {
        Object bound = AppValues.comparable(operand);
        return plain(document -> AppValues.at(document, path).stream().anyMatch(value -> {
            Integer order = AppValues.compare(value, bound);
            return order != null && sign.test(order);
        }));
    }

    private static AppPredicate exists(String path, JsonNode operand) {
        if (!operand.isBoolean()) {
            throw DomoError.badRequest("$exists needs true or false");
        }
        boolean wanted = operand.booleanValue();
        return plain(document -> !AppValues.at(document, path).isEmpty() == wanted);
    }

    private static AppPredicate regex(String path, JsonNode operand) {
        try {
            Pattern pattern = Pattern.compile(operand.asText());
            return plain(document -> AppValues.at(document, path).stream()
                    .anyMatch(value -> value instanceof String text
                            && pattern.matcher(text).find()));
        } catch (PatternSyntaxException e) {
            throw new DomoError(400, "$regex is not a regular expression", e);
        }
    }
}
