package io.connectdomo.local.cdc;

import java.util.List;

/**
 * The tables of the test: every common type, keys of one to three columns. How a value must look in Domo is said by SQL of
 * the database (contract: the rendering of created columns), not by anything of the sink's.
 */
final class Tables {
    private Tables() {}

    /** What the tables need to be there before them. */
    static final List<String> PREREQUISITES = List.of(
            "CREATE EXTENSION hstore",
            "CREATE TYPE mood AS ENUM ('sad', 'ok', 'very happy, \"really\"')",
            "CREATE FUNCTION little_endian(float8) RETURNS bytea LANGUAGE sql AS 'SELECT string_agg(substring(bytes FROM i"
                    + " FOR 1), NULL ORDER BY i DESC) FROM (SELECT float8send($1) AS bytes), generate_series(1, 8) i'");

    /** What Debezium makes of a point: its coordinates, and the same as well-known binary. */
    private static final String POINT =
            "CASE WHEN place IS NOT NULL THEN json_build_object('x', place[0], 'y', place[1],"
                    + " 'wkb', encode('\\x0101000000'::bytea || little_endian(place[0]) || little_endian(place[1]), 'base64'),"
                    + " 'srid', NULL)::text END";

    /** Of a bit string's bytes Debezium leaves out those that are zero and stand last. */
    private static final String EIGHT_BITS = "CASE WHEN eight_bits = B'00000000' THEN '' ELSE"
            + " encode(set_byte('\\x00'::bytea, 0, eight_bits::integer), 'base64') END";

    static SourceTable numbers() {
        return SourceTable.of(
                "numbers",
                List.of(
                        Column.number("shard", "smallint", Values.integer(Short.MIN_VALUE, Short.MAX_VALUE)),
                        Column.number("id", "bigint", Values.integer(-1L << 60, 1L << 60))),
                List.of(
                        Column.number("small", "smallint", Values.integer(Short.MIN_VALUE, Short.MAX_VALUE))
                                .orNull(),
                        Column.number("medium", "integer", Values.integer(Integer.MIN_VALUE, Integer.MAX_VALUE)),
                        Column.number("large", "bigint", Values.integer(Long.MIN_VALUE, Long.MAX_VALUE))
                                .orNull(),
                        Column.number("precise", "numeric(38,10)", Values.decimal(38, 10))
                                .orNull(),
                        Column.number("any_scale", "numeric", Values.decimal(60, 25))
                                .orNull(),
                        Column.of("single", "real", Values.real(), "single::text", CellKind.REAL)
                                .orNull(),
                        Column.of(
                                        "double_precision",
                                        "double precision",
                                        Values.doublePrecision(),
                                        "double_precision::text",
                                        CellKind.DOUBLE)
                                .orNull(),
                        Column.of("price", "money", Values.decimal(15, 2), "price::numeric::text", CellKind.NUMBER)
                                .orNull(),
                        Column.text("flag", "boolean", Values.flag()).orNull()));
    }

    static SourceTable texts() {
        return SourceTable.of(
                "texts",
                List.of(
                        Column.text("tenant", "varchar(40)", Values.name()),
                        Column.text("code", "text", Values.text(80))),
                List.of(
                        Column.text("body", "text", Values.text(400)).orNull(),
                        Column.text("short", "varchar(60)", Values.text(60)).orNull(),
                        Column.of("padded", "char(8)", Values::word, "rpad(padded::text, 8)", CellKind.TEXT)
                                .orNull(),
                        Column.text("doc", "json", Values.json()).orNull(),
                        Column.text("docb", "jsonb", Values.json()).orNull(),
                        Column.text("markup", "xml", Values.xml()).orNull(),
                        Column.text("uid", "uuid", Values.uuid()).orNull(),
                        Column.text("mood", "mood", Values.oneOf("sad", "ok", "very happy, \"really\""))
                                .orNull(),
                        Column.of(
                                        "attributes",
                                        "hstore",
                                        Values.oneOf("a=>1,b=>NULL", "\"k,\\\"\"=>\"v\\n\"", ""),
                                        "hstore_to_json(attributes)::text",
                                        CellKind.JSON)
                                .orNull(),
                        Column.of(
                                        "tags",
                                        "text[]",
                                        Values.oneOf("{}", "{a,\"b,c\",NULL,\"\"}", "{\"say \\\"hi\\\"\",ü}"),
                                        "array_to_json(tags)::text",
                                        CellKind.JSON)
                                .orNull(),
                        Column.of(
                                        "numbers",
                                        "integer[]",
                                        Values.oneOf("{}", "{1,-2,NULL}", "{2147483647}"),
                                        "array_to_json(numbers)::text",
                                        CellKind.JSON)
                                .orNull(),
                        Column.of(
                                        "ip",
                                        "inet",
                                        Values.oneOf("10.1.2.3", "10.1.0.0/16", "::1", "2001:db8::/32"),
                                        "abbrev(ip)",
                                        CellKind.TEXT)
                                .orNull(),
                        Column.text("net", "cidr", Values.oneOf("10.1.0.0/16", "192.168.1.0/24"))
                                .orNull()));
    }

    static SourceTable times() {
        return SourceTable.of(
                "times",
                List.of(
                        Column.text("day", "date", Values.date()),
                        Column.number("slot", "smallint", Values.integer(0, 100)),
                        Column.text("uid", "uuid", Values.uuid())),
                List.of(
                        Column.text("born", "date", Values.date()).orNull(),
                        Column.of("at", "time", Values.time(), "at::text", CellKind.TIME)
                                .orNull(),
                        Column.dateTime("stamp", "timestamp", Values.timestamp())
                                .orNull(),
                        Column.dateTime("stamp_millis", "timestamp(3)", Values.timestamp())
                                .orNull(),
                        Column.dateTime("stamp_zoned", "timestamptz", Values.zonedTimestamp())
                                .orNull(),
                        Column.of(
                                        "took",
                                        "interval",
                                        Values.interval(),
                                        "(extract(epoch FROM took) * 1000000)::bigint::text",
                                        CellKind.NUMBER)
                                .orNull()));
    }

    /** Large values are not in the write-ahead log when they do not change: {@code REPLICA IDENTITY FULL} has them. */
    static SourceTable documents() {
        return SourceTable.of(
                        "documents",
                        List.of(
                                Column.number("id", "bigint", Values.integer(0, 1L << 40)),
                                Column.text("lang", "char(2)", Values.oneOf("de", "en", "ja"))),
                        List.of(
                                Column.text("body", "text", Values.longText()).orNull(),
                                Column.of(
                                                "raw",
                                                "bytea",
                                                Values.bytes(100),
                                                "replace(encode(raw, 'base64'), E'\\n', '')",
                                                CellKind.TEXT)
                                        .orNull(),
                                Column.of(
                                                "one_bit",
                                                "bit(1)",
                                                Values.bits(1),
                                                "CASE one_bit WHEN B'1' THEN 'true' WHEN B'0' THEN 'false' END",
                                                CellKind.TEXT)
                                        .orNull(),
                                Column.of("eight_bits", "bit(8)", Values.bits(8), EIGHT_BITS, CellKind.TEXT)
                                        .orNull(),
                                Column.of("place", "point", Values.point(), POINT, CellKind.JSON)
                                        .orNull()))
                .with("ALTER TABLE documents REPLICA IDENTITY FULL");
    }

    /** The one that is truncated; its topic has one partition. */
    static SourceTable events() {
        return SourceTable.of(
                "events",
                List.of(
                        Column.text("source", "varchar(20)", Values.oneOf("web", "app", "till, \"north\"")),
                        Column.number("seq", "integer", Values.integer(0, 1 << 30))),
                List.of(
                        Column.text("payload", "jsonb", Values.json()).orNull(),
                        Column.dateTime("happened", "timestamptz", Values.zonedTimestamp()),
                        Column.number("amount", "numeric(12,2)", Values.decimal(12, 2))
                                .orNull()));
    }

    /** The one that is created while everything runs. */
    static SourceTable latecomers() {
        return SourceTable.of(
                "latecomers",
                List.of(Column.number("id", "integer", Values.integer(Integer.MIN_VALUE, Integer.MAX_VALUE))),
                List.of(Column.text("name", "text", Values.text(100)).orNull()));
    }
}
