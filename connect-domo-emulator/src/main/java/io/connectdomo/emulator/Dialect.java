package io.connectdomo.emulator;

import java.util.Arrays;
import java.util.List;

/**
 * One position of one switch. What Domo really answers is unknown in places (observed-behaviour.md 13); each constant is one
 * possible answer. The first constant of a {@link Switch} is its default, so a test that walks over {@link #values()} runs with
 * every switch in every position, alone.
 */
public enum Dialect {
    /** A second commit of an uploadId is answered 409. */
    SECOND_COMMIT_CONFLICT(Switch.SECOND_COMMIT),
    /** A second commit is answered 200, with the first reply again, and does nothing. */
    SECOND_COMMIT_OK(Switch.SECOND_COMMIT),
    /** After its commit an upload is not known any more: 404. */
    SECOND_COMMIT_NOT_FOUND(Switch.SECOND_COMMIT),

    /** A committed version is in both lists at once, under the uploadId. */
    VERSION_AT_ONCE(Switch.VERSION),
    /** It is in neither list before {@link Dialects#versionDelay()} has passed. */
    VERSION_LATE(Switch.VERSION),
    /** It is in both lists at once, as {@code processing} until {@link Dialects#versionDelay()} has passed. */
    VERSION_PROCESSING(Switch.VERSION),
    /** It is in the v2 list only. */
    VERSION_ONLY_V2(Switch.VERSION),
    /** It is in the v3 list only. */
    VERSION_ONLY_V3(Switch.VERSION),
    /** It has another id than the uploadId. */
    VERSION_OTHER_ID(Switch.VERSION),
    /** It has another id, and is in neither list before {@link Dialects#versionDelay()} has passed. */
    VERSION_OTHER_ID_LATE(Switch.VERSION),
    /** It is in both lists at once, and so are uploads that are not committed: as {@code processing}, under their ids. */
    VERSION_OPEN_SHOWN(Switch.VERSION),

    /** The commit reply has {@code size}. */
    COMMIT_SIZE_PRESENT(Switch.COMMIT_SIZE),
    /** The commit reply has no {@code size}. */
    COMMIT_SIZE_ABSENT(Switch.COMMIT_SIZE),

    /** {@code rowCount} of an upsert or delete is the number of rows sent. */
    UPSERT_ROW_COUNT_SENT(Switch.UPSERT_ROW_COUNT),
    /** {@code rowCount} of an upsert or delete counts something else. */
    UPSERT_ROW_COUNT_OTHER(Switch.UPSERT_ROW_COUNT),

    /** An upload stays open for ever. */
    SESSION_LASTS(Switch.SESSION),
    /** After {@link Dialects#sessionLifetime()} parts and commit of an upload are answered 404. */
    SESSION_EXPIRES_NOT_FOUND(Switch.SESSION),
    /** After {@link Dialects#sessionLifetime()} parts and commit of an upload are answered 410. */
    SESSION_EXPIRES_GONE(Switch.SESSION),

    /** Schema replies show {@code upsertKey}. */
    KEY_COLUMNS_SHOWN(Switch.KEY_COLUMNS),
    /** Schema replies do not show which columns are keys. */
    KEY_COLUMNS_HIDDEN(Switch.KEY_COLUMNS),

    /** Paths begin with {@code /api}; those of uploads are also known without, as dataset.md writes them. */
    API_PATH_BOTH(Switch.API_PATH),
    /** {@code domo.compat.api.path=/api}: nothing else is known. */
    API_PATH_API(Switch.API_PATH),
    /** {@code domo.compat.api.path=} (empty): nothing else is known. */
    API_PATH_EMPTY(Switch.API_PATH),

    /** Replies are compressed where the request takes gzip. */
    REPLY_ENCODING_GZIP(Switch.REPLY_ENCODING),
    /** Replies come as they are, whatever the request takes. */
    REPLY_ENCODING_PLAIN(Switch.REPLY_ENCODING),

    /** {@code domo.compat.upsert=append_id}: only stage 1's {@code "appendId":"upsert"} upserts; a plain append appends. */
    UPSERT_APPEND_ID(Switch.UPSERT),
    /** {@code domo.compat.upsert=keyed_append}: a plain append to a DataSet with keys upserts. */
    UPSERT_KEYED_APPEND(Switch.UPSERT),
    /** {@code domo.compat.upsert=action}: only a commit with {@code "action":"UPSERT"} upserts. */
    UPSERT_ACTION(Switch.UPSERT),

    /** {@code domo.compat.delete.commit=message}: a delete's commit has neither {@code action} nor {@code index}. */
    DELETE_COMMIT_MESSAGE(Switch.DELETE_COMMIT),
    /** {@code domo.compat.delete.commit=action_index}: a delete's commit needs both. */
    DELETE_COMMIT_ACTION_INDEX(Switch.DELETE_COMMIT),

    /** Stage 1's {@code "appendId":"delete"} deletes by key, as dataset.md has it. */
    DELETE_APPEND_ID_KNOWN(Switch.DELETE_APPEND_ID),
    /** It is refused, as by an API that never had it: the live pages do not. */
    DELETE_APPEND_ID_REFUSED(Switch.DELETE_APPEND_ID),
    /** It is not read: the upload appends, or upserts where an append to keys does, whatever its commit says. */
    DELETE_APPEND_ID_IGNORED(Switch.DELETE_APPEND_ID),

    /** {@code domo.compat.partition=data_tag}: {@code restateDataTag} is refused. */
    PARTITION_DATA_TAG(Switch.PARTITION),
    /** {@code domo.compat.partition=restate_data_tag}: {@code dataTag} is refused. */
    PARTITION_RESTATE_DATA_TAG(Switch.PARTITION),

    /** {@code domo.compat.truncate=no_part}: an upload without parts empties, an empty part is refused. */
    TRUNCATE_NO_PART(Switch.TRUNCATE),
    /** {@code domo.compat.truncate=empty_part}: one empty part empties, an upload without parts is refused. */
    TRUNCATE_EMPTY_PART(Switch.TRUNCATE),

    /** {@code domo.compat.datetime.fraction=millis}: no fraction or three digits. */
    DATETIME_FRACTION_MILLIS(Switch.DATETIME_FRACTION),
    /** {@code domo.compat.datetime.fraction=none}: a fraction is refused. */
    DATETIME_FRACTION_NONE(Switch.DATETIME_FRACTION),

    /** A DataSet is found by the search from its creation to its deletion. */
    SEARCH_AT_ONCE(Switch.SEARCH),
    /** It is found, and after its deletion still found, {@link Dialects#searchDelay()} late. */
    SEARCH_LATE(Switch.SEARCH),

    /** Results are in {@code searchObjects} and, grouped, in {@code searchResultsMap}. */
    SEARCH_RESULTS_BOTH(Switch.SEARCH_RESULTS),
    /** Results are in {@code searchResultsMap} only, as product-apis.md's example has {@code searchObjects} empty. */
    SEARCH_RESULTS_MAP(Switch.SEARCH_RESULTS),

    /** A query is text. */
    SEARCH_QUERY_TEXT(Switch.SEARCH_QUERY),
    /** What is neither letter, digit, space nor {@code *} is syntax, and a query with it finds nothing. */
    SEARCH_QUERY_SYNTAX(Switch.SEARCH_QUERY),

    /** Any number of searches is answered. */
    SEARCH_RATE_UNLIMITED(Switch.SEARCH_RATE),
    /** More than 120 searches within a minute are answered 429. */
    SEARCH_RATE_120(Switch.SEARCH_RATE),

    /** The activity log answers as many entries as {@code limit} asks for. */
    AUDIT_LIMIT_AS_ASKED(Switch.AUDIT_LIMIT),
    /** It answers at most 300, whatever {@code limit} asks for, and does not say so. */
    AUDIT_LIMIT_300(Switch.AUDIT_LIMIT),

    /** An entry of the time {@code start} is in the reply. */
    AUDIT_START_INCLUSIVE(Switch.AUDIT_START),
    /** An entry of the time {@code start} is not in the reply. */
    AUDIT_START_EXCLUSIVE(Switch.AUDIT_START),

    /** An entry of the time {@code end} is in the reply. */
    AUDIT_END_INCLUSIVE(Switch.AUDIT_END),
    /** An entry of the time {@code end} is not in the reply. */
    AUDIT_END_EXCLUSIVE(Switch.AUDIT_END),

    /** Entries come newest first, as observed. */
    AUDIT_ORDER_NEWEST_FIRST(Switch.AUDIT_ORDER),
    /** They come oldest first, so that a limit cuts the newest off. */
    AUDIT_ORDER_OLDEST_FIRST(Switch.AUDIT_ORDER),

    /** Times of entries are epoch milliseconds, as observed. */
    AUDIT_TIMES_MILLIS(Switch.AUDIT_TIMES),
    /** Times of entries are seconds with a fraction, as those of executions. */
    AUDIT_TIMES_FRACTION(Switch.AUDIT_TIMES),
    /** Times of entries are ISO texts. */
    AUDIT_TIMES_ISO(Switch.AUDIT_TIMES),

    /** All nodes that answer for the activity log have the emulator's clock. */
    AUDIT_NODES_AGREE(Switch.AUDIT_NODES),
    /** The clock of every third is twenty minutes ahead. Needs an emulator with a clock of its own. */
    AUDIT_NODES_ONE_AHEAD(Switch.AUDIT_NODES),
    /** The clock of every third is a day behind. Needs an emulator with a clock of its own. */
    AUDIT_NODES_ONE_A_DAY_BEHIND(Switch.AUDIT_NODES),

    /** All entries have the time of when it happened. */
    AUDIT_ENTRIES_SOUND(Switch.AUDIT_ENTRIES),
    /** Among them are some that can't be read: without a time, of 0, of -1, in microseconds, and no objects. */
    AUDIT_ENTRIES_ODD(Switch.AUDIT_ENTRIES),

    /** Object types come as {@code {type, translation}}, as observed. */
    AUDIT_OBJECT_TYPES_OBJECTS(Switch.AUDIT_OBJECT_TYPES),
    /** Object types come as strings, as product-apis.md has them. */
    AUDIT_OBJECT_TYPES_TEXT(Switch.AUDIT_OBJECT_TYPES),

    /** {@code /executions/{id}} shows one execution. */
    EXECUTION_DETAIL_PRESENT(Switch.EXECUTION_DETAIL),
    /** It is not there: 404. */
    EXECUTION_DETAIL_MISSING(Switch.EXECUTION_DETAIL),
    /** It is not there: 404 without Domo's JSON. */
    EXECUTION_DETAIL_NO_PAGE(Switch.EXECUTION_DETAIL),
    /** It is not for this token's user: 403. */
    EXECUTION_DETAIL_FORBIDDEN(Switch.EXECUTION_DETAIL),

    /** {@code /executions} lists all executions, the oldest first, as observed. */
    EXECUTION_LIST_ASCENDING(Switch.EXECUTION_LIST),
    /** The newest come first. */
    EXECUTION_LIST_DESCENDING(Switch.EXECUTION_LIST),
    /** It is not there: 404. */
    EXECUTION_LIST_MISSING(Switch.EXECUTION_LIST),
    /** It is not there: 404 without Domo's JSON. */
    EXECUTION_LIST_NO_PAGE(Switch.EXECUTION_LIST),
    /** It is not for this token's user: 403. */
    EXECUTION_LIST_FORBIDDEN(Switch.EXECUTION_LIST),
    /** It has no entries, whatever there is. */
    EXECUTION_LIST_EMPTY(Switch.EXECUTION_LIST),

    /** {@code history/aggregate} is there, as dataset.md says. */
    EXECUTION_AGGREGATE_PRESENT(Switch.EXECUTION_AGGREGATE),
    /** It is not there: 404. */
    EXECUTION_AGGREGATE_MISSING(Switch.EXECUTION_AGGREGATE),
    /** It is not there: 404 without Domo's JSON. */
    EXECUTION_AGGREGATE_NO_PAGE(Switch.EXECUTION_AGGREGATE),
    /** It is not for this token's user: 403. */
    EXECUTION_AGGREGATE_FORBIDDEN(Switch.EXECUTION_AGGREGATE),
    /** It has no entries, whatever there is. */
    EXECUTION_AGGREGATE_EMPTY(Switch.EXECUTION_AGGREGATE),

    /** {@code history}, beside {@code history/aggregate}, is not there: 404. */
    EXECUTION_PLAIN_HISTORY_MISSING(Switch.EXECUTION_PLAIN_HISTORY),
    /** It is there, as observed-behaviour.md 6 has it. */
    EXECUTION_PLAIN_HISTORY_PRESENT(Switch.EXECUTION_PLAIN_HISTORY),

    /** The history has no more executions than its {@code limit} asks for. */
    EXECUTION_LIMIT_KEPT(Switch.EXECUTION_LIMIT),
    /** It has a thousand, whatever is asked. */
    EXECUTION_LIMIT_IGNORED(Switch.EXECUTION_LIMIT),

    /** Every reply about executions has what there is. */
    EXECUTION_REPLIES_WHOLE(Switch.EXECUTION_REPLIES),
    /** Each of these pages is empty now and then (one execution: 404), and right again the next time. */
    EXECUTION_REPLIES_EMPTY_ONCE(Switch.EXECUTION_REPLIES),

    /** Every execution has an id. */
    EXECUTION_ROWS_GOOD(Switch.EXECUTION_ROWS),
    /** Among them are some whose id is missing, a text or negative, and one that is no object. */
    EXECUTION_ROWS_BAD(Switch.EXECUTION_ROWS),

    /** {@code history/aggregate} has times as seconds with a fraction, as observed. */
    EXECUTION_TIMES_FRACTION(Switch.EXECUTION_TIMES),
    /** {@code history/aggregate} has whole seconds, as dataset.md shows them. */
    EXECUTION_TIMES_WHOLE(Switch.EXECUTION_TIMES),
    /** All times of executions are epoch milliseconds, as those of DataSets. */
    EXECUTION_TIMES_MILLIS(Switch.EXECUTION_TIMES),
    /** All times of executions are ISO texts, as the public Streams API has them. */
    EXECUTION_TIMES_ISO(Switch.EXECUTION_TIMES),
    /** All times of executions are epoch microseconds. */
    EXECUTION_TIMES_MICROS(Switch.EXECUTION_TIMES),

    /** {@code history/aggregate} comes newest first, as dataset.md shows it. */
    EXECUTION_HISTORY_NEWEST_FIRST(Switch.EXECUTION_HISTORY),
    /** The same executions come oldest first. */
    EXECUTION_HISTORY_OLDEST_FIRST(Switch.EXECUTION_HISTORY),

    /** {@code filter=ALL} shows the reports of every user. */
    REPORT_FILTER_ALL_TAKEN(Switch.REPORT_FILTER),
    /** {@code filter=ALL} is refused with 400. */
    REPORT_FILTER_ALL_BAD_REQUEST(Switch.REPORT_FILTER),
    /** {@code filter=ALL} is refused with 403. */
    REPORT_FILTER_ALL_FORBIDDEN(Switch.REPORT_FILTER),
    /** {@code filter=ALL} is taken, but for every fifth request, which is refused with 400. */
    REPORT_FILTER_ALL_REFUSED_AT_TIMES(Switch.REPORT_FILTER),

    /** Times of reports are ISO texts, as the page's examples show. */
    REPORT_TIMES_ISO(Switch.REPORT_TIMES),
    /** Times of reports are epoch milliseconds, as their type says. */
    REPORT_TIMES_MILLIS(Switch.REPORT_TIMES),

    /** Runs that began at the same time come in one order. */
    REPORT_ORDER_STABLE(Switch.REPORT_ORDER),
    /** They come in another order at every request. */
    REPORT_ORDER_UNSTABLE(Switch.REPORT_ORDER),

    /** One run can be asked for by its id. */
    REPORT_DETAIL_PRESENT(Switch.REPORT_DETAIL),
    /** That is answered 404, as for a run that is gone. */
    REPORT_DETAIL_NOT_FOUND(Switch.REPORT_DETAIL),

    /** Every page holds what there is. */
    REPORT_PAGES_WHOLE(Switch.REPORT_PAGES),
    /** Every fourth page is empty. */
    REPORT_PAGES_EMPTY_AT_TIMES(Switch.REPORT_PAGES),

    /** Every run has an id, and times in milliseconds. */
    REPORT_ROWS_SOUND(Switch.REPORT_ROWS),
    /** Of 50 runs one shows without its id, one with a start in microseconds, and one with an end of 0 while it runs. */
    REPORT_ROWS_SOME_BAD(Switch.REPORT_ROWS),

    /** AppDB's documents have v2's pages and v1's, as the page of 2026 says. */
    APPDB_V2_PRESENT(Switch.APPDB_DOCUMENTS),
    /** But for queries, v2's pages are answered 404. */
    APPDB_V2_NOT_FOUND(Switch.APPDB_DOCUMENTS),
    /** They are answered 404 without Domo's JSON. */
    APPDB_V2_NO_PAGE(Switch.APPDB_DOCUMENTS),
    /** They are answered 405. */
    APPDB_V2_NOT_ALLOWED(Switch.APPDB_DOCUMENTS),
    /** v1's pages, which are deprecated, are answered 404. */
    APPDB_V1_NOT_FOUND(Switch.APPDB_DOCUMENTS),

    /** AppDB's bulk create and bulk update, which product-apis.md does not have, are there. */
    APPDB_BULK_PRESENT(Switch.APPDB_BULK),
    /** They are answered 404. */
    APPDB_BULK_NOT_FOUND(Switch.APPDB_BULK),
    /** They are answered 404 without Domo's JSON. */
    APPDB_BULK_NO_PAGE(Switch.APPDB_BULK),
    /** They are answered 405. */
    APPDB_BULK_NOT_ALLOWED(Switch.APPDB_BULK),

    /** A bulk request with one document that is refused changes nothing. */
    APPDB_BULK_REFUSED_WHOLE(Switch.APPDB_BULK_REFUSAL),
    /** The documents before the refused one are written. */
    APPDB_BULK_REFUSED_FROM_THERE(Switch.APPDB_BULK_REFUSAL),

    /** A bulk delete is answered 200, as product-apis.md says. */
    APPDB_BULK_DELETE_OK(Switch.APPDB_BULK_DELETE),
    /** A bulk delete is answered 202, as newer pages say. */
    APPDB_BULK_DELETE_ACCEPTED(Switch.APPDB_BULK_DELETE),

    /** A bulk update with an id that no document has creates one under another id. */
    APPDB_UNKNOWN_ID_REPLACED(Switch.APPDB_UNKNOWN_ID),
    /** It creates one under that id. */
    APPDB_UNKNOWN_ID_KEPT(Switch.APPDB_UNKNOWN_ID),

    /** The creation of a document is answered 200, as product-apis.md says. */
    APPDB_CREATE_OK(Switch.APPDB_CREATE),
    /** The creation of a document is answered 201, as a client has it. */
    APPDB_CREATE_CREATED(Switch.APPDB_CREATE),

    /** {@code GET} of a collection shows its schema. */
    APPDB_COLLECTION_SHOWN(Switch.APPDB_COLLECTION),
    /** It is answered 405: product-apis.md only has {@code PUT} there. */
    APPDB_COLLECTION_NOT_SHOWN(Switch.APPDB_COLLECTION),

    /** Datastores and collections are created and deleted, as the page of 2026 says. */
    APPDB_STORES_PRESENT(Switch.APPDB_STORES),
    /** There are no such pages: 404. */
    APPDB_STORES_NOT_FOUND(Switch.APPDB_STORES),
    /** The token's user may not: 403. */
    APPDB_STORES_FORBIDDEN(Switch.APPDB_STORES),

    /** A datastore may have several collections of one name. */
    APPDB_SAME_NAME_TAKEN(Switch.APPDB_SAME_NAME),
    /** A second one is answered 409. */
    APPDB_SAME_NAME_CONFLICT(Switch.APPDB_SAME_NAME),
    /** A second one is answered 400. */
    APPDB_SAME_NAME_BAD_REQUEST(Switch.APPDB_SAME_NAME),

    /** The balance of credits is shown, as clients read it. */
    CREDITS_SHOWN(Switch.CREDITS),
    /** The token's user may not see it: 403. */
    CREDITS_FORBIDDEN(Switch.CREDITS),
    /** There is no such page: 404. */
    CREDITS_NOT_FOUND(Switch.CREDITS),

    /** The reply to an upload into a FileSet has no hash, as filesets.md shows it. */
    FILESET_HASH_ABSENT(Switch.FILESET_HASH),
    /** It has the hash, as the page of 2025 shows it. */
    FILESET_HASH_PRESENT(Switch.FILESET_HASH),

    /** An upload to an existing path overwrites. */
    FILESET_EXISTING_OVERWRITTEN(Switch.FILESET_EXISTING),
    /** An upload to an existing path is answered 409, as where the user may not overwrite. */
    FILESET_EXISTING_CONFLICT(Switch.FILESET_EXISTING),

    /** An upload into a FileSet is answered 200. */
    FILESET_UPLOAD_OK(Switch.FILESET_UPLOAD),
    /** An upload into a FileSet is answered 201, as the page of 2025 says. */
    FILESET_UPLOAD_CREATED(Switch.FILESET_UPLOAD),

    /** {@code domo.compat.file.path=product}: {@code /api/data/v1/data-files…} and nothing else. */
    FILE_PATH_PRODUCT(Switch.FILE_PATH),
    /** {@code domo.compat.file.path=app}: {@code /domo/data-files/v1…} and nothing else. */
    FILE_PATH_APP(Switch.FILE_PATH),

    /** {@code domo.compat.file.body=raw}: a form is refused. */
    FILE_BODY_RAW(Switch.FILE_BODY),
    /** {@code domo.compat.file.body=multipart}: a form with the field {@code file}, and nothing else. */
    FILE_BODY_MULTIPART(Switch.FILE_BODY),

    /** {@code domo.compat.file.checksum=none}: a part with the parameter is refused. */
    FILE_CHECKSUM_NONE(Switch.FILE_CHECKSUM),
    /** {@code domo.compat.file.checksum=sha256}: a part needs {@code checksum=sha256}. */
    FILE_CHECKSUM_SHA256(Switch.FILE_CHECKSUM),
    /** {@code domo.compat.file.checksum=hex}: a part needs its SHA-256 in hex, and a wrong one is refused. */
    FILE_CHECKSUM_HEX(Switch.FILE_CHECKSUM),

    /** The reply to a part is empty, as files-and-multipart.md has it. */
    FILE_PART_REPLY_EMPTY(Switch.FILE_PART_REPLY),
    /** The reply to a part is {@code {"checksum":…}}. */
    FILE_PART_REPLY_CHECKSUM(Switch.FILE_PART_REPLY),

    /** {@code public} holds; a file is public without it, which every multi-part upload is. */
    FILE_PUBLIC_UNLESS_TOLD(Switch.FILE_PUBLIC),
    /** {@code public} holds; a file is private without it, as in the App framework. */
    FILE_PRIVATE_UNLESS_TOLD(Switch.FILE_PUBLIC),
    /** {@code public} is not read: every file is public until its permissions say otherwise. */
    FILE_PUBLIC_ALWAYS(Switch.FILE_PUBLIC),

    /** A file or revision is shown as soon as it is written. */
    FILE_SHOWN_AT_ONCE(Switch.FILE_SHOWN),
    /** It shows in lists and details {@link Dialects#versionDelay()} late. */
    FILE_SHOWN_LATE(Switch.FILE_SHOWN),

    /** Ids in the reply to a multi-part commit are numbers. */
    FILE_IDS_NUMBERS(Switch.FILE_IDS),
    /** Ids in the reply to a multi-part commit are strings, as files-and-multipart.md has them. */
    FILE_IDS_TEXT(Switch.FILE_IDS);

    /** What is unknown of Domo. */
    public enum Switch {
        SECOND_COMMIT,
        VERSION,
        COMMIT_SIZE,
        UPSERT_ROW_COUNT,
        SESSION,
        KEY_COLUMNS,
        API_PATH,
        REPLY_ENCODING,
        UPSERT,
        DELETE_COMMIT,
        DELETE_APPEND_ID,
        PARTITION,
        TRUNCATE,
        DATETIME_FRACTION,
        SEARCH,
        SEARCH_RESULTS,
        SEARCH_QUERY,
        SEARCH_RATE,
        AUDIT_LIMIT,
        AUDIT_START,
        AUDIT_END,
        AUDIT_ORDER,
        AUDIT_TIMES,
        AUDIT_OBJECT_TYPES,
        AUDIT_NODES,
        AUDIT_ENTRIES,
        EXECUTION_DETAIL,
        EXECUTION_LIST,
        EXECUTION_AGGREGATE,
        EXECUTION_PLAIN_HISTORY,
        EXECUTION_LIMIT,
        EXECUTION_REPLIES,
        EXECUTION_ROWS,
        EXECUTION_TIMES,
        EXECUTION_HISTORY,
        REPORT_FILTER,
        REPORT_TIMES,
        REPORT_ORDER,
        REPORT_DETAIL,
        REPORT_PAGES,
        REPORT_ROWS,
        APPDB_DOCUMENTS,
        APPDB_BULK,
        APPDB_BULK_REFUSAL,
        APPDB_BULK_DELETE,
        APPDB_UNKNOWN_ID,
        APPDB_CREATE,
        APPDB_COLLECTION,
        APPDB_STORES,
        APPDB_SAME_NAME,
        CREDITS,
        FILESET_HASH,
        FILESET_EXISTING,
        FILESET_UPLOAD,
        FILE_PATH,
        FILE_BODY,
        FILE_CHECKSUM,
        FILE_PART_REPLY,
        FILE_PUBLIC,
        FILE_SHOWN,
        FILE_IDS;

        /** Its positions, the default first. */
        public List<Dialect> positions() {
            return Arrays.stream(Dialect.values())
                    .filter(position -> position.ofSwitch == this)
                    .toList();
        }
    }

    private final Switch ofSwitch;

    Dialect(Switch ofSwitch) {
        this.ofSwitch = ofSwitch;
    }

    /** The switch it is a position of. */
    public Switch ofSwitch() {
        return ofSwitch;
    }
}
