package io.connectdomo.doctor;

import io.connectdomo.emulator.Dialect;
import java.util.Map;

/**
 * What the doctor has to say about an instance of one dialect. A dialect without an expectation does not compile.
 *
 * @param question the id of the question that finds it out
 * @param set what has to be set in such an instance
 */
record Expected(String question, String answer, Map<String, String> set) {
    Expected(String question, String answer) {
        this(question, answer, Map.of());
    }

    Expected(String question, String answer, String key, String value) {
        this(question, answer, Map.of(key, value));
    }

    static Expected of(Dialect dialect) {
        return switch (dialect) {
            case SECOND_COMMIT_CONFLICT -> new Expected("second-commit", "409");
            case SECOND_COMMIT_OK -> new Expected("second-commit", "200, nothing done");
            case SECOND_COMMIT_NOT_FOUND -> new Expected("second-commit", "404");
            case VERSION_AT_ONCE, VERSION_OPEN_SHOWN -> new Expected("version", "in both lists, at once");
            case VERSION_LATE -> new Expected("version", "in both lists, late");
            case VERSION_PROCESSING -> new Expected("version", "in both lists, as processing first");
            case VERSION_ONLY_V2 -> new Expected("version", "in the v2 list only");
            case VERSION_ONLY_V3 -> new Expected("version", "in the v3 list only");
            case VERSION_OTHER_ID, VERSION_OTHER_ID_LATE -> new Expected("version", "under another id");
            case COMMIT_SIZE_PRESENT -> new Expected("commit-size", "yes");
            case COMMIT_SIZE_ABSENT -> new Expected("commit-size", "no");
            case TRUNCATE_NO_PART -> new Expected("truncate", "no_part");
            case TRUNCATE_EMPTY_PART -> new Expected("truncate", "empty_part", "domo.compat.truncate", "empty_part");
            case UPSERT_ROW_COUNT_SENT -> new Expected("upsert-row-count", "the rows sent");
            case UPSERT_ROW_COUNT_OTHER -> new Expected("upsert-row-count", "something else");
            case SESSION_LASTS -> new Expected("session", "long enough");
            case SESSION_EXPIRES_NOT_FOUND -> new Expected("session", "closed: 404");
            case SESSION_EXPIRES_GONE -> new Expected("session", "closed: 410");
            case KEY_COLUMNS_SHOWN -> new Expected("key-columns", "yes");
            case KEY_COLUMNS_HIDDEN -> new Expected("key-columns", "no");
            // Nothing hangs on it: it is only asked for.
            case REPLY_ENCODING_GZIP, REPLY_ENCODING_PLAIN -> new Expected("upload-path", "yes");
            case API_PATH_BOTH -> new Expected("upload-path", "yes");
            case API_PATH_API -> new Expected("upload-path", "no");
            case API_PATH_EMPTY -> new Expected("api-path", "(empty)", "domo.compat.api.path", "");
            case UPSERT_APPEND_ID -> new Expected("upsert", "append_id");
            case UPSERT_KEYED_APPEND -> new Expected("upsert", "keyed_append", "domo.compat.upsert", "keyed_append");
            case UPSERT_ACTION -> new Expected("upsert", "action", "domo.compat.upsert", "action");
            case DELETE_COMMIT_MESSAGE -> new Expected("delete-commit", "message");
            case DELETE_COMMIT_ACTION_INDEX ->
                new Expected("delete-commit", "action_index", "domo.compat.delete.commit", "action_index");
            case DELETE_APPEND_ID_KNOWN -> new Expected("delete-commit", "message");
            case DELETE_APPEND_ID_REFUSED -> new Expected("delete-commit", "none: refused");
            case DELETE_APPEND_ID_IGNORED -> new Expected("delete-commit", "none: ignored");
            case PARTITION_DATA_TAG -> new Expected("partition", "data_tag");
            case PARTITION_RESTATE_DATA_TAG ->
                new Expected("partition", "restate_data_tag", "domo.compat.partition", "restate_data_tag");
            case DATETIME_FRACTION_MILLIS -> new Expected("datetime-fraction", "millis");
            case DATETIME_FRACTION_NONE ->
                new Expected("datetime-fraction", "none", "domo.compat.datetime.fraction", "none");
            case SEARCH_AT_ONCE -> new Expected("search-delay", "at once");
            case SEARCH_LATE -> new Expected("search-delay", "late");
            case SEARCH_RESULTS_BOTH -> new Expected("search-results", "in both places");
            case SEARCH_RESULTS_MAP -> new Expected("search-results", "in searchResultsMap only");
            case SEARCH_QUERY_TEXT -> new Expected("search-query", "text");
            case SEARCH_QUERY_SYNTAX -> new Expected("search-query", "syntax");
            case SEARCH_RATE_UNLIMITED -> new Expected("search-rate", "more than 120");
            case SEARCH_RATE_120 -> new Expected("search-rate", "limited");
            case AUDIT_LIMIT_AS_ASKED -> new Expected("audit-limit", "as asked");
            case AUDIT_LIMIT_300 -> new Expected("audit-limit", "300");
            case AUDIT_START_INCLUSIVE -> new Expected("audit-start", "inclusive");
            case AUDIT_START_EXCLUSIVE -> new Expected("audit-start", "exclusive");
            case AUDIT_END_INCLUSIVE -> new Expected("audit-end", "inclusive");
            case AUDIT_END_EXCLUSIVE -> new Expected("audit-end", "exclusive");
            case AUDIT_ORDER_NEWEST_FIRST -> new Expected("audit-order", "newest first");
            case AUDIT_ORDER_OLDEST_FIRST -> new Expected("audit-order", "oldest first");
            case AUDIT_TIMES_MILLIS -> new Expected("audit-times", "milliseconds");
            case AUDIT_TIMES_FRACTION -> new Expected("audit-times", "seconds with a fraction");
            case AUDIT_TIMES_ISO -> new Expected("audit-times", "ISO text");
            case AUDIT_OBJECT_TYPES_OBJECTS,
                    AUDIT_NODES_AGREE,
                    AUDIT_NODES_ONE_AHEAD,
                    AUDIT_NODES_ONE_A_DAY_BEHIND,
                    AUDIT_ENTRIES_SOUND,
                    AUDIT_ENTRIES_ODD -> new Expected("audit-object-types", "as objects");
            case AUDIT_OBJECT_TYPES_TEXT -> new Expected("audit-object-types", "as texts");
            case EXECUTION_DETAIL_PRESENT -> new Expected("execution-detail", "yes");
            case EXECUTION_DETAIL_MISSING -> new Expected("execution-detail", "no");
            case EXECUTION_TIMES_FRACTION -> new Expected("execution-times", "seconds with a fraction");
            case EXECUTION_TIMES_WHOLE -> new Expected("execution-times", "seconds");
            case EXECUTION_TIMES_MILLIS -> new Expected("execution-times", "milliseconds");
            case EXECUTION_TIMES_ISO -> new Expected("execution-times", "ISO text");
            case EXECUTION_HISTORY_NEWEST_FIRST -> new Expected("execution-history", "newest first");
            case EXECUTION_HISTORY_OLDEST_FIRST -> new Expected("execution-history", "oldest first");
            case EXECUTION_DETAIL_NO_PAGE,
                    EXECUTION_DETAIL_FORBIDDEN,
                    EXECUTION_LIST_ASCENDING,
                    EXECUTION_LIST_DESCENDING,
                    EXECUTION_LIST_MISSING,
                    EXECUTION_LIST_NO_PAGE,
                    EXECUTION_LIST_FORBIDDEN,
                    EXECUTION_LIST_EMPTY,
                    EXECUTION_AGGREGATE_PRESENT,
                    EXECUTION_AGGREGATE_MISSING,
                    EXECUTION_AGGREGATE_NO_PAGE,
                    EXECUTION_AGGREGATE_FORBIDDEN,
                    EXECUTION_AGGREGATE_EMPTY,
                    EXECUTION_PLAIN_HISTORY_MISSING,
                    EXECUTION_PLAIN_HISTORY_PRESENT,
                    EXECUTION_LIMIT_KEPT,
                    EXECUTION_LIMIT_IGNORED,
                    EXECUTION_REPLIES_WHOLE,
                    EXECUTION_REPLIES_EMPTY_ONCE,
                    EXECUTION_ROWS_GOOD,
                    EXECUTION_ROWS_BAD,
                    EXECUTION_TIMES_MICROS ->
                throw new IllegalArgumentException("The source finds out by itself, and the doctor does not ask");
            case REPORT_FILTER_ALL_TAKEN, REPORT_FILTER_ALL_REFUSED_AT_TIMES -> new Expected("report-filter", "yes");
            case REPORT_FILTER_ALL_BAD_REQUEST -> new Expected("report-filter", "no: 400");
            case REPORT_FILTER_ALL_FORBIDDEN -> new Expected("report-filter", "no: 403");
            case REPORT_TIMES_ISO,
                    REPORT_ORDER_STABLE,
                    REPORT_ORDER_UNSTABLE,
                    REPORT_DETAIL_PRESENT,
                    REPORT_DETAIL_NOT_FOUND,
                    REPORT_PAGES_WHOLE,
                    REPORT_PAGES_EMPTY_AT_TIMES,
                    REPORT_ROWS_SOUND -> new Expected("report-times", "ISO text");
            case REPORT_TIMES_MILLIS, REPORT_ROWS_SOME_BAD -> new Expected("report-times", "milliseconds");
            case APPDB_V2_PRESENT, APPDB_V1_NOT_FOUND -> new Expected("appdb-documents", "v2");
            case APPDB_V2_NOT_FOUND, APPDB_V2_NO_PAGE, APPDB_V2_NOT_ALLOWED ->
                new Expected("appdb-documents", "v1", "domo.compat.appdb.documents", "v1");
            case APPDB_STORES_PRESENT, APPDB_SAME_NAME_TAKEN, APPDB_SAME_NAME_CONFLICT, APPDB_SAME_NAME_BAD_REQUEST ->
                new Expected("appdb-datastore", "yes");
            case APPDB_STORES_NOT_FOUND, APPDB_STORES_FORBIDDEN -> new Expected("appdb-datastore", "not asked");
            case CREDITS_SHOWN -> new Expected("credits-balance", "1000");
            case CREDITS_FORBIDDEN, CREDITS_NOT_FOUND -> new Expected("credits-balance", "not asked");
            case APPDB_BULK_NO_PAGE -> new Expected("appdb-bulk", "no: 404");
            case APPDB_BULK_PRESENT -> new Expected("appdb-bulk", "yes");
            case APPDB_BULK_NOT_FOUND -> new Expected("appdb-bulk", "no: 404");
            case APPDB_BULK_NOT_ALLOWED -> new Expected("appdb-bulk", "no: 405");
            case APPDB_BULK_REFUSED_WHOLE -> new Expected("appdb-bulk-refusal", "nothing");
            case APPDB_BULK_REFUSED_FROM_THERE -> new Expected("appdb-bulk-refusal", "what came before");
            case APPDB_BULK_DELETE_OK -> new Expected("appdb-bulk-delete", "200");
            case APPDB_BULK_DELETE_ACCEPTED -> new Expected("appdb-bulk-delete", "202");
            case APPDB_UNKNOWN_ID_REPLACED -> new Expected("appdb-unknown-id", "no");
            case APPDB_UNKNOWN_ID_KEPT -> new Expected("appdb-unknown-id", "yes");
            case APPDB_CREATE_OK -> new Expected("appdb-create", "200");
            case APPDB_CREATE_CREATED -> new Expected("appdb-create", "201");
            case APPDB_COLLECTION_SHOWN -> new Expected("appdb-collection", "yes");
            case APPDB_COLLECTION_NOT_SHOWN -> new Expected("appdb-collection", "no");
            case FILESET_HASH_ABSENT -> new Expected("fileset-hash", "no");
            case FILESET_HASH_PRESENT -> new Expected("fileset-hash", "yes");
            case FILESET_EXISTING_OVERWRITTEN -> new Expected("fileset-existing", "overwrites");
            case FILESET_EXISTING_CONFLICT -> new Expected("fileset-existing", "409");
            case FILESET_UPLOAD_OK -> new Expected("fileset-upload", "200");
            case FILESET_UPLOAD_CREATED -> new Expected("fileset-upload", "201");
            case FILE_PATH_PRODUCT -> new Expected("file-path", "product");
            case FILE_PATH_APP -> new Expected("file-path", "app", "domo.compat.file.path", "app");
            case FILE_BODY_RAW -> new Expected("file-body", "raw");
            case FILE_BODY_MULTIPART -> new Expected("file-body", "multipart", "domo.compat.file.body", "multipart");
            case FILE_CHECKSUM_NONE -> new Expected("file-checksum", "none");
            case FILE_CHECKSUM_SHA256 -> new Expected("file-checksum", "sha256", "domo.compat.file.checksum", "sha256");
            case FILE_CHECKSUM_HEX -> new Expected("file-checksum", "hex", "domo.compat.file.checksum", "hex");
            case FILE_PART_REPLY_EMPTY -> new Expected("file-part-reply", "nothing");
            case FILE_PART_REPLY_CHECKSUM -> new Expected("file-part-reply", "its checksum");
            case FILE_PUBLIC_UNLESS_TOLD -> new Expected("file-public", "everybody, unless told");
            case FILE_PRIVATE_UNLESS_TOLD -> new Expected("file-public", "its owner, unless told");
            case FILE_PUBLIC_ALWAYS -> new Expected("file-public", "everybody, whatever was asked");
            case FILE_SHOWN_AT_ONCE -> new Expected("file-shown", "at once");
            case FILE_SHOWN_LATE -> new Expected("file-shown", "late");
            case FILE_IDS_NUMBERS -> new Expected("file-ids", "as numbers");
            case FILE_IDS_TEXT -> new Expected("file-ids", "as texts");
        };
    }
}
