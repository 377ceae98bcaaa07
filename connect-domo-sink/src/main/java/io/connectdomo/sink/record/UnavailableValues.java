package io.connectdomo.sink.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Debezium's placeholder for a value that the database did not log because an update left it as it was (PostgreSQL's TOAST,
 * LOBs of Oracle and SQL Server). Its forms are those of Debezium's {@code UnchangedToastedPlaceholder} and
 * {@code ReselectColumnsPostProcessor}.
 */
final class UnavailableValues {
    private static final String TEXT = "__debezium_unavailable_value";
    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);
    private static final String HSTORE_AS_JSON = "{\"" + TEXT + "\":\"" + TEXT + "\"}";
    private static final Map<String, String> HSTORE = Map.of(TEXT, TEXT);
    private static final String UUID_TEXT = UUID.nameUUIDFromBytes(BYTES).toString();
    private static final List<Long> NUMBERS =
            IntStream.range(0, BYTES.length).mapToObj(i -> (long) BYTES[i]).toList();

    private final UnavailableValueAction action;
    private final EarlierRows earlier;
    private CsvBuffer key;

    UnavailableValues(UnavailableValueAction action, EarlierRows earlier) {
        this.action = action;
        this.earlier = earlier;
    }

    /** The key of the row at hand, null where rows have none. */
    void ofKey(CsvBuffer rowKey) {
        key = rowKey;
    }

    /** Whether the value is the placeholder. */
    static boolean is(Object value) {
        if (value instanceof String text) {
            return isText(text);
        } else if (value instanceof ByteBuffer buffer) {
            return buffer.remaining() == BYTES.length && buffer.equals(ByteBuffer.wrap(BYTES));
        } else if (value instanceof byte[] bytes) {
            return Arrays.equals(bytes, BYTES);
        } else if (value instanceof Collection<?> list) {
            return isList(list);
        }
        return value instanceof Map<?, ?> map && map.size() == 1 && map.equals(HSTORE);
    }

    private static boolean isText(String text) {
        int length = text.length();
        return (length == TEXT.length() && text.equals(TEXT))
                || (length == HSTORE_AS_JSON.length() && text.equals(HSTORE_AS_JSON));
    }

    /** One element that is it (of UUIDs its hash), or a number for each of its bytes. */
    private static boolean isList(Collection<?> list) {
        if (list.size() == 1) {
            Object only = list.iterator().next();
            return UUID_TEXT.equals(only) || (!(only instanceof Collection) && only != null && is(only));
        }
        return list.size() == BYTES.length
                && list.iterator().next() instanceof Number
                && list.stream()
                        .map(element -> element instanceof Number number ? (Long) number.longValue() : null)
                        .toList()
                        .equals(NUMBERS);
    }

    /** Appends the cell in place of the placeholder: the one that the batch has for the key, or NULL where that is wanted. */
    void write(int column, CsvBuffer out) throws UnfitException {
        boolean found = key != null && earlier.copyCell(key, column, out);
        if (!found && action == UnavailableValueAction.FAIL) {
            throw UnfitException.cell(
                    "the database did not log the value, because the update left it as it was (Debezium sends"
                            + " a placeholder). ALTER TABLE ... REPLICA IDENTITY FULL in PostgreSQL logs all values from then on;"
                            + " unavailable.value.action=null writes NULL instead");
        }
    }
}
