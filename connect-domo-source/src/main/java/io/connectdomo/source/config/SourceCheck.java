package io.connectdomo.source.config;

import io.connectdomo.common.validation.LiveCheck;

/** What {@code validate()} of the source finds out from Domo. */
enum SourceCheck implements LiveCheck {
    ACTIVITY_LOG(
            SourceKeys.FEEDS,
            "`GET /audit/v1/user-audits` of one millisecond is refused",
            "The {} can't be read: {} It needs an admin's token or the grant View Activity Logs; or take activity-log out."),
    OBJECT_TYPE(
            SourceKeys.ACTIVITY_OBJECT_TYPES,
            "`GET /audit/v1/user-audits/objectTypes` lists others",
            "Domo has no object type {} in its activity log. It has {}."),
    STREAM_MISSING(
            SourceKeys.EXECUTIONS_STREAM_IDS,
            "`GET /data/v1/streams/{id}` is answered 404",
            "The {} does not exist, or the token's user can't see it. Correct the id, or take it out."),
    STREAM_REFUSED(
            SourceKeys.EXECUTIONS_STREAM_IDS,
            "`GET /data/v1/streams/{id}` is refused",
            "The {} can't be read: {} Share its DataSet with the token's user, or take it out."),
    DATASET_MISSING(
            SourceKeys.EXECUTIONS_DATASET_IDS,
            "`GET /data/v3/datasources/{id}` is answered 404",
            "The {} does not exist, or the token's user can't see it. Correct the id, or take it out."),
    DATASET_REFUSED(
            SourceKeys.EXECUTIONS_DATASET_IDS,
            "`GET /data/v3/datasources/{id}` is refused",
            "The {} can't be read: {} Share it with the token's user, or take it out."),
    DATASET_WITHOUT_STREAM(
            SourceKeys.EXECUTIONS_DATASET_IDS,
            "`GET /data/v3/datasources/{id}` shows no `streamId`",
            "The {} is fed by no stream, so it has no executions. Take it out of the list."),
    SEARCH(
            SourceKeys.EXECUTIONS_DATASET_SEARCH,
            "`POST /search/v1/query` is refused",
            "The {} is refused: {} Correct the query, or name the DataSets in stream.executions.dataset.ids."),
    REPORTS(
            SourceKeys.FEEDS,
            "`GET /content/v1/reportschedules/history` of one run is refused",
            "The {} can't be read: {} It needs a token that may see scheduled reports; or take report-history out.");

    private final String key;
    private final String known;
    private final String text;

    SourceCheck(String key, String known, String text) {
        this.key = key;
        this.known = known;
        this.text = text;
    }

    @Override
    public String shownOn() {
        return "`" + key + "`";
    }

    @Override
    public String known() {
        return known;
    }

    @Override
    public String text() {
        return text;
    }
}
