package io.connectdomo.sink.record;

import static io.connectdomo.common.dataset.ColumnType.DATE;
import static io.connectdomo.common.dataset.ColumnType.DATETIME;
import static io.connectdomo.common.dataset.ColumnType.DOUBLE;
import static io.connectdomo.common.dataset.ColumnType.LONG;
import static io.connectdomo.common.dataset.ColumnType.STRING;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Values at the ends of what there is. Cells are those of {@code unrepresentable.value.action=clamp}; {@link #KEPT} before a cell
 * says that the action changes nothing, as with {@link #X}. Without it, fail is errant and null is NULL. What Debezium sends for
 * infinite dates and times is what its {@code PostgresValueConverter}, 3.7, makes of them.
 */
@SuppressWarnings("JavaUtilDate") // Connect hands its dates over as such
final class SpecialSamples extends SampleTable {
    static final String KEPT = "=";

    private static final String FIRST_DAY = "0001-01-01";
    private static final String LAST_DAY = "9999-12-31";
    private static final String FIRST = "0001-01-01T00:00:00";
    private static final String LAST = "9999-12-31T23:59:59.999";
    private static final String LEAST = "-838:59:59";
    private static final String GREATEST = "838:59:59";

    SpecialSamples() {
        numbers();
        connect();
        days();
        times();
        moments();
        texts();
        structured();
    }

    /** A date that is not. */
    private void noDate(String source, String shown, Schema schema, Object value, boolean late) {
        String day = late ? LAST_DAY : FIRST_DAY;
        add(source, shown, schema, value, DATE, day, X, X, X, day, late ? LAST : FIRST);
    }

    private void noMoment(String source, String shown, Schema schema, Object value, boolean late) {
        String moment = late ? LAST : FIRST;
        add(source, shown, schema, value, DATETIME, moment, X, X, X, late ? LAST_DAY : FIRST_DAY, moment);
    }

    private void noTime(String source, String shown, Schema schema, Object value, boolean greatest) {
        onlyText(source, shown, schema, value, greatest ? GREATEST : LEAST);
    }

    private void time(String source, String shown, Schema schema, Object value, String text) {
        onlyText(source, shown, schema, value, KEPT + text);
    }

    private void numbers() {
        for (Double value : new Double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            add("FLOAT64", value.toString(), Schema.FLOAT64_SCHEMA, value, DOUBLE, "", "", "", "", X, X);
            add("FLOAT32", "", Schema.FLOAT32_SCHEMA, value.floatValue(), DOUBLE, "", "", "", "", X, X);
            add("STRING", "", Schema.STRING_SCHEMA, value.toString(), STRING, KEPT + value, "", "", "", X, X);
        }
        String word = "POSITIVE_INFINITY";
        add("STRING", word, Schema.STRING_SCHEMA, word, STRING, KEPT + word, "", "", "", X, X);
        String max = "18446744073709551615";
        Schema whole = Decimal.schema(0);
        add(whole.name(), max, whole, new BigDecimal(max), STRING, KEPT + max, "", X, KEPT + max, X, X);
        BigDecimal huge = new BigDecimal("1E+2000");
        add(whole.name(), "1E+2000", Decimal.schema(-2000), huge, STRING, "", "", "", "", X, X);
        add(
                "STRING",
                "1e999",
                Schema.STRING_SCHEMA,
                "1e999",
                STRING,
                KEPT + "1e999",
                "",
                "",
                KEPT + "1" + "0".repeat(999),
                X,
                X);
        add("STRING", "", Schema.STRING_SCHEMA, "1e99999", STRING, KEPT + "1e99999", "", "", "", X, X);
    }

    private void connect() {
        infiniteDays(Date.LOGICAL_NAME, Date.SCHEMA, day -> new java.util.Date(TimeUnit.DAYS.toMillis(day)));
        noDate(Date.LOGICAL_NAME, "", Date.SCHEMA, new java.util.Date(Long.MAX_VALUE), true);
        noDate(Date.LOGICAL_NAME, "", Date.SCHEMA, new java.util.Date(Long.MIN_VALUE), false);
        time(Time.LOGICAL_NAME, "24:00:00", Time.SCHEMA, date("1970-01-02T00:00:00Z"), "24:00:00");
        noTime(Time.LOGICAL_NAME, "", Time.SCHEMA, new java.util.Date(Long.MAX_VALUE), true);
        noTime(Time.LOGICAL_NAME, "", Time.SCHEMA, new java.util.Date(Long.MIN_VALUE), false);
        Schema moment = Timestamp.SCHEMA;
        noMoment(moment.name(), "infinity", moment, new java.util.Date(9_223_372_036_825_200L), true);
        noMoment(moment.name(), "-infinity", moment, new java.util.Date(-9_223_372_036_832_400L), false);
        noMoment(moment.name(), "", moment, new java.util.Date(Long.MAX_VALUE), true);
        noMoment(moment.name(), "", moment, date("-0044-03-15T00:00:00Z"), false);
        noMoment(moment.name(), "", moment, new java.util.Date(253_402_300_800_000L), true);
    }

    private interface OfDay {
        Object value(long day);
    }

    private void infiniteDays(String source, Schema schema, OfDay of) {
        noDate(source, "infinity (streamed)", schema, of.value(-2_147_472_692), true);
        noDate(source, "-infinity (streamed)", schema, of.value(-2_147_472_691), false);
        for (long day = -622_191_235; day <= -622_191_233; day++) {
            noDate(source, day == -622_191_234 ? "infinity (snapshot)" : "", schema, of.value(day), true);
        }
        for (long day = -625_821_273; day <= -625_821_271; day++) {
            noDate(source, day == -625_821_272 ? "-infinity (snapshot)" : "", schema, of.value(day), false);
        }
        noDate(source, "0044-03-15 BC", schema, of.value(-735_160), false);
        noDate(source, "12024-01-01", schema, of.value(3_672_000), true);
    }

    private void days() {
        String date = "io.debezium.time.Date";
        infiniteDays(date, int32(date), day -> (int) day);
        noDate(date, "greatest INT32", int32(date), Integer.MAX_VALUE, true);
        noDate(date, "least INT32", int32(date), Integer.MIN_VALUE, false);
        String year = "io.debezium.time.Year";
        add(year, "greatest INT32", int32(year), Integer.MAX_VALUE, LONG, "", "", "", "", X, X);
        add(year, "", int32(year), Integer.MIN_VALUE, LONG, "", "", "", "", X, X);
        for (String name : new String[] {"io.debezium.time.MicroDuration", "io.debezium.time.NanoDuration"}) {
            add(name, "greatest INT64", int64(name), Long.MAX_VALUE, LONG, "", "", "", "", X, X);
            add(name, "", int64(name), Long.MIN_VALUE, LONG, "", "", "", "", X, X);
        }
    }

    private void times() {
        String milli = "io.debezium.time.Time";
        time(milli, "24:00:00", int32(milli), 86_400_000, "24:00:00");
        noTime(milli, "greatest INT32", int32(milli), Integer.MAX_VALUE, true);
        noTime(milli, "least INT32", int32(milli), Integer.MIN_VALUE, false);
        String micro = "io.debezium.time.MicroTime";
        time(micro, "24:00:00", int64(micro), 86_400_000_000L, "24:00:00");
        noTime(micro, "greatest INT64", int64(micro), Long.MAX_VALUE, true);
        noTime(micro, "least INT64", int64(micro), Long.MIN_VALUE, false);
        time(micro, "", int64(micro), 3_020_399_999_999L, "838:59:59.999999");
        time(micro, "", int64(micro), -3_020_399_999_999L, "-838:59:59.999999");
        noTime(micro, "", int64(micro), 3_020_400_000_000L, true);
        noTime(micro, "", int64(micro), -3_020_400_000_000L, false);
        String nano = "io.debezium.time.NanoTime";
        time(nano, "24:00:00", int64(nano), 86_400_000_000_000L, "24:00:00");
        noTime(nano, "greatest INT64", int64(nano), Long.MAX_VALUE, true);
        noTime(nano, "least INT64", int64(nano), Long.MIN_VALUE, false);
        String iso = "io.debezium.time.IsoTime";
        time(iso, "24:00:00Z", string(iso), "24:00:00Z", "24:00:00");
        String zoned = "io.debezium.time.ZonedTime";
        time(zoned, "24:00:00Z", string(zoned), "24:00:00Z", "24:00:00Z");
    }

    private void moments() {
        String milli = "io.debezium.time.Timestamp";
        noMoment(milli, "infinity", int64(milli), 9_223_372_036_825_200L, true);
        noMoment(milli, "-infinity", int64(milli), -9_223_372_036_832_400L, false);
        String micro = "io.debezium.time.MicroTimestamp";
        noMoment(micro, "infinity", int64(micro), 9_223_372_036_825_200_000L, true);
        noMoment(micro, "-infinity", int64(micro), -9_223_372_036_832_400_000L, false);
        noMoment(micro, "", int64(micro), 253_402_300_800_000_000L, true);
        noMoment(micro, "", int64(micro), -62_135_596_800_000_001L, false);
        String nano = "io.debezium.time.NanoTimestamp";
        for (String source : new String[] {milli, micro, nano}) {
            boolean isNano = source.equals(nano);
            noMoment(source, isNano ? "infinity (greatest INT64)" : "", int64(source), Long.MAX_VALUE, true);
            noMoment(source, isNano ? "-infinity (least INT64)" : "", int64(source), Long.MIN_VALUE, false);
        }
    }

    private void texts() {
        for (String name : new String[] {"io.debezium.time.ZonedTimestamp", "io.debezium.time.IsoTimestamp"}) {
            momentText(name, "infinity", true);
            momentText(name, "-infinity", false);
            momentText(name, "+294247-01-10T04:00:25.2Z", true);
            momentText(name, "-290308-12-21T19:59:27.6Z", false);
            momentText(name, "-0044-03-15T10:00:00Z", false);
            momentText(name, "", "0000-00-00 00:00:00", false);
            momentText(name, "", "0001-01-01T00:00:00+05:00", false);
            momentText(name, "", "9999-12-31T23:00:00-05:00", true);
        }
        String date = "io.debezium.time.IsoDate";
        Stream.of("infinity", "-5877611-06-21Z", "+292278994-08-16Z", "+12024-01-01Z")
                .forEach(text -> noDate(date, text, string(date), text, true));
        Stream.of("-infinity", "-5877611-06-22Z", "+292269055-12-02Z", "-0044-03-15Z", "0000-00-00")
                .forEach(text -> noDate(date, text, string(date), text, false));
        Stream.of("+292269055-12-01Z", "+292269055-12-03Z")
                .forEach(text -> noDate(date, "", string(date), text, false));
        onlyText("STRING", "", Schema.STRING_SCHEMA, "+12024-13-01", KEPT + "+12024-13-01");
        onlyText("STRING", "", Schema.STRING_SCHEMA, "+2024-01-01", KEPT + "+2024-01-01");
    }

    private void momentText(String name, String text, boolean late) {
        momentText(name, text, text, late);
    }

    /** Text that text can hold. */
    private void momentText(String name, String shown, String text, boolean late) {
        String day = late ? LAST_DAY : FIRST_DAY;
        add(name, shown, string(name), text, DATETIME, KEPT + text, X, X, X, day, late ? LAST : FIRST);
    }

    private void structured() {
        Schema date = units("StructuredDate", "year", "month", "day", "specialValue");
        noDate(date.name(), "POSITIVE_INFINITY", date, infinite(date, "POSITIVE"), true);
        noDate(date.name(), "NEGATIVE_INFINITY", date, infinite(date, "NEGATIVE"), false);
        noDate(date.name(), "", date, struct(date, -44, 3, 15), false);
        noDate(date.name(), "", date, struct(date, Integer.MAX_VALUE, 1, 1), true);
        noDate(date.name(), "", date, struct(date, 0, 0, 0), false);
        Schema time = units("StructuredTime", "hour", "minute", "second", "nanos");
        time(time.name(), "{hour 24}", time, struct(time, 24, 0, 0, 0), "24:00:00");
        onlyErrant(time.name(), time, struct(time, 24, 0, 0, 1));
        Schema zonedTime = units("StructuredZonedTime", "hour", "minute", "second", "nanos", "offsetSeconds");
        time(
                zonedTime.name(),
                "{hour 24, offsetSeconds 19800}",
                zonedTime,
                struct(zonedTime, 24, 0, 0, 0, 19_800),
                "24:00:00+05:30");
        for (String name : new String[] {"StructuredTimestamp", "StructuredZonedTimestamp"}) {
            Schema moment = units(
                    name, "year", "month", "day", "hour", "minute", "second", "nanos", "offsetSeconds", "specialValue");
            noMoment(moment.name(), "POSITIVE_INFINITY", moment, infinite(moment, "POSITIVE"), true);
            noMoment(moment.name(), "NEGATIVE_INFINITY", moment, infinite(moment, "NEGATIVE"), false);
            noMoment(moment.name(), "", moment, struct(moment, 294_276, 12, 31, 23, 59, 59, 999_999_000, 0), true);
            noMoment(moment.name(), "", moment, struct(moment, 999_999_999, 1, 1, 0, 0, 0, 0, 0), true);
            noMoment(moment.name(), "", moment, struct(moment, -999_999_999, 1, 1, 0, 0, 0, 0, 0), false);
            noMoment(moment.name(), "", moment, struct(moment, Integer.MIN_VALUE, 1, 1, 0, 0, 0, 0, 0), false);
        }
    }

    private void onlyErrant(String source, Schema schema, Object value) {
        errant(source, "", schema, value, STRING);
    }

    private static Struct infinite(Schema schema, String sign) {
        return new Struct(schema).put("specialValue", sign + "_INFINITY");
    }
}
