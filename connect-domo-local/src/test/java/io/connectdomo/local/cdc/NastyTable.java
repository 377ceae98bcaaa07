package io.connectdomo.local.cdc;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A table of what real ones have and examples have not: NULL in columns with a default, infinities, years that nobody else writes,
 * a key finer than a millisecond, 24 o'clock, types made by users, names that must be quoted. The sink runs with
 * {@code unrepresentable.value.action=clamp} for it.
 */
final class NastyTable {
    static final String NAME = "Nasty";

    static final List<String> PREREQUISITES = List.of(
            "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
            "CREATE DOMAIN short_name AS varchar(20)",
            "CREATE TYPE level AS ENUM ('low', 'high, very')");

    /** Ten of them are within a millisecond. */
    private static String instant(Random random) {
        return "2024-02-29 10:15:30.00" + random.nextInt(5) + "00" + random.nextInt(10);
    }

    private static final Function<Random, String> DAY = Values.oneOf(
            "infinity", "-infinity", "0044-03-15 BC", "0001-01-01", "9999-12-31", "10000-01-01", "1969-12-31");

    private static final Function<Random, String> MOMENT = Values.oneOf(
            "infinity",
            "-infinity",
            "0044-03-15 12:00:00 BC",
            "0001-01-01 00:00:00",
            "9999-12-31 23:59:59.999",
            "10000-01-01 00:00:00",
            "1969-12-31 23:59:59.999999");

    private static final Function<Random, String> NUMBER = Values.oneOf("NaN", "Infinity", "-Infinity", "-0.0", "1.5");

    private NastyTable() {}

    static SourceTable table() {
        return SourceTable.of(
                        NAME,
                        List.of(
                                Column.text("device", "short_name", Values.oneOf("A", "b,\"c\"")),
                                new Column("timestamp(6)", NastyTable::instant, micros("at"))),
                        List.of(
                                Column.text("status", "text", Values.oneOf("new", "old", ""))
                                        .orNull(),
                                Column.number("rank", "integer", Values.integer(0, 9))
                                        .orNull(),
                                Column.text("active", "boolean", Values.flag()).orNull(),
                                Column.text("since", "date", Values.date()).orNull(),
                                Column.of("born", "date", DAY, clampedDay("born"), CellKind.TEXT)
                                        .orNull(),
                                Column.of("seen", "timestamp", MOMENT, clampedMoment("seen"), CellKind.DATETIME)
                                        .orNull(),
                                Column.of("zoned", "timestamptz", MOMENT, clampedMoment("zoned"), CellKind.DATETIME)
                                        .orNull(),
                                Column.of(
                                                "days",
                                                "date[]",
                                                Values.oneOf("{}", "{infinity,NULL,1970-01-01}"),
                                                DAYS,
                                                CellKind.JSON)
                                        .orNull(),
                                Column.of("ratio", "double precision", NUMBER, zero("ratio"), CellKind.DOUBLE)
                                        .orNull(),
                                Column.of("small_ratio", "real", NUMBER, zero("small_ratio"), CellKind.REAL)
                                        .orNull(),
                                Column.text("closes", "time", Values.oneOf("24:00:00", "00:00:00", "23:59:59"))
                                        .orNull(),
                                Column.number("pieces", "positive", Values.oneOf("1", "2147483647"))
                                        .orNull(),
                                Column.text("level", "level", Values.oneOf("low", "high, very"))
                                        .orNull(),
                                Column.of(
                                                "amounts",
                                                "numeric(6,2)[]",
                                                Values.oneOf("{}", "{1.50,NULL,-0.01}"),
                                                "array_to_json(amounts)::text",
                                                CellKind.JSON)
                                        .orNull(),
                                Column.text("span", "int4range", Values.oneOf("empty", "[1,5)", "(,3)", "[2,)"))
                                        .orNull(),
                                Column.text("stay", "daterange", Values.oneOf("[2024-01-01,2024-02-01)", "(,)"))
                                        .orNull(),
                                Column.text("doc", "json", Values.oneOf("{\"a\":\"\\u0000\"}", "[null]", "\"\""))
                                        .orNull(),
                                Column.of(
                                                "owed",
                                                "money",
                                                Values.oneOf("-12.34", "0"),
                                                "owed::numeric::text",
                                                CellKind.NUMBER)
                                        .orNull(),
                                Column.text("MixedCase", "text", Values.text(20))
                                        .orNull(),
                                Column.number("with space", "integer", Values.integer(0, 9))
                                        .orNull(),
                                Column.text("comma, too", "text", Values.text(20))
                                        .orNull()))
                .with("ALTER TABLE \"" + NAME + "\" ALTER status SET DEFAULT 'new', ALTER rank SET DEFAULT 7,"
                        + " ALTER active SET DEFAULT true, ALTER since SET DEFAULT '1970-01-01'")
                // Not in the log, so not compared: what is in Domo is the snapshot's until the row changes
                // (docs/cdc.md).
                .with("ALTER TABLE \"" + NAME + "\" ADD COLUMN doubled integer GENERATED ALWAYS AS (rank * 2) STORED");
    }

    private static ComparedColumn micros(String name) {
        return new ComparedColumn(name, "to_char(\"" + name + "\", 'YYYY-MM-DD\"T\"HH24:MI:SS.US')", CellKind.DATETIME);
    }

    /** The first and last day that Domo has. */
    private static String clampedDay(String name) {
        return notNull(name, "least(greatest(" + name + ", date '0001-01-01'), date '9999-12-31')::text");
    }

    private static String clampedMoment(String name) {
        return notNull(
                name,
                "to_char(least(greatest(" + name
                        + "::timestamp, timestamp '0001-01-01'), timestamp '9999-12-31 23:59:59.999'),"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')");
    }

    /** {@code least} and {@code greatest} pass over NULL. */
    private static String notNull(String name, String expression) {
        return "CASE WHEN " + name + " IS NOT NULL THEN " + expression + " END";
    }

    private static final String DAYS = "CASE WHEN days IS NOT NULL THEN (SELECT coalesce(json_agg(" + clampedDay("day")
            + " ORDER BY place), '[]'::json) FROM unnest(days) WITH ORDINALITY AS each(day, place))::text END";

    /** Not Domo's doing: JsonConverter writes them as text, and reads that as zero (docs/types.md). */
    private static String zero(String name) {
        return "CASE WHEN " + name + "::text IN ('NaN', 'Infinity', '-Infinity') THEN '0' ELSE " + name + "::text END";
    }
}
