package io.connectdomo.sink.record;

/**
 * What becomes of the {@link Placeholder} of values that the database did not log because an update left them as they were
 * (PostgreSQL's TOAST, LOBs of Oracle, SQL Server and MySQL).
 */
final class UnavailableValues {
    private static final String NOT_LOGGED =
            "the database did not log the value, because the update left it as it was (Debezium sends a placeholder)."
                    + " ALTER TABLE ... REPLICA IDENTITY FULL in PostgreSQL logs all values from then on";

    private static final String OR_NULL = "; unavailable.value.action=null writes NULL instead";

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

    /** A placeholder where the key is to be, which no other value can stand in for. */
    static UnfitException inKey() {
        return UnfitException.cell("the field is part of the key, and " + NOT_LOGGED);
    }

    /** Why a placeholder stands where a value is to be, and what to do, as the end of a sentence. */
    static String notLogged() {
        return NOT_LOGGED;
    }

    /** A placeholder in a field that is no column. */
    static UnfitException notLogged(String field) {
        return UnfitException.field(field, NOT_LOGGED + OR_NULL + ".");
    }

    /** Appends the cell in place of the placeholder: the one that the batch has for the key, or NULL where that is wanted. */
    void write(int column, CsvBuffer out) throws UnfitException {
        boolean found = key != null && earlier.copyCell(key, column, out);
        if (!found && action == UnavailableValueAction.FAIL) {
            throw UnfitException.cell(NOT_LOGGED + OR_NULL);
        }
    }
}
