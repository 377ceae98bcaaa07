package io.connectdomo.sink.record;

import static io.connectdomo.common.dataset.ColumnType.DATE;
import static io.connectdomo.common.dataset.ColumnType.DATETIME;
import static io.connectdomo.common.dataset.ColumnType.LONG;
import static io.connectdomo.common.dataset.ColumnType.STRING;

import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Dates, times, moments and durations of Debezium. What is expected is written by hand. */
final class TemporalSamples extends SampleTable {
    TemporalSamples() {
        daysAndTimes();
        moments();
        texts();
        durations();
        structured();
    }

    private void daysAndTimes() {
        String date = "io.debezium.time.Date";
        date(date, "19782 (days)", int32(date), 19782, "2024-02-29");
        date(date, "", int32(date), -1, "1969-12-31");
        date(date, "", int32(date), (int) LocalDate.of(1, 1, 1).toEpochDay(), "0001-01-01");
        errant(date, "", int32(date), (int) LocalDate.of(10_000, 1, 1).toEpochDay(), DATE);
        errant(date, "", int32(date), Integer.MAX_VALUE, DATE);
        errant(date, "", int32(date), Integer.MIN_VALUE, DATE);
        String milli = "io.debezium.time.Time";
        onlyText(milli, "36930007 (ms)", int32(milli), 36_930_007, "10:15:30.007");
        onlyText(milli, "", int32(milli), 0, "00:00:00");
        onlyText(milli, "", int32(milli), 86_400_000, "24:00:00");
        String micro = "io.debezium.time.MicroTime";
        onlyText(micro, "36930000000 (µs)", int64(micro), 36_930_000_000L, "10:15:30");
        onlyText(micro, "36930123456 (µs)", int64(micro), 36_930_123_456L, "10:15:30.123456");
        onlyText(micro, "", int64(micro), 86_399_999_999L, "23:59:59.999999");
        onlyText(micro, "-5400000000 (µs; a TIME of MySQL)", int64(micro), -5_400_000_000L, "-01:30:00");
        onlyText(micro, "", int64(micro), 3_020_399_000_000L, "838:59:59");
        errant(micro, "", int64(micro), 3_020_400_000_000L, STRING);
        errant(micro, "", int64(micro), Long.MAX_VALUE, STRING);
        errant(micro, "", int64(micro), Long.MIN_VALUE, STRING);
        String nano = "io.debezium.time.NanoTime";
        onlyText(nano, "36930123456789 (ns)", int64(nano), 36_930_123_456_789L, "10:15:30.123456789");
        onlyText(nano, "", int64(nano), 36_930_120_000_000L, "10:15:30.120");
        errant(nano, "", int64(nano), Long.MIN_VALUE, STRING);
        String year = "io.debezium.time.Year";
        add(year, "2024", int32(year), 2024, LONG, "2024", "2024", "2024.0", "2024", X, X);
    }

    private void moments() {
        String milli = "io.debezium.time.Timestamp";
        moment(milli, "1709201730007 (ms)", 1_709_201_730_007L, "2024-02-29T10:15:30.007", "2024-02-29T10:15:30.007");
        moment(milli, "", -1L, "1969-12-31T23:59:59.999", "1969-12-31T23:59:59.999");
        moment(milli, "", Long.MAX_VALUE, X, X);
        moment(milli, "", Long.MIN_VALUE, X, X);
        String micro = "io.debezium.time.MicroTimestamp";
        moment(
                micro,
                "1709201730123456 (µs)",
                1_709_201_730_123_456L,
                "2024-02-29T10:15:30.123456",
                "2024-02-29T10:15:30.123");
        moment(micro, "", 1_709_201_730_000_000L, "2024-02-29T10:15:30", "2024-02-29T10:15:30");
        moment(micro, "", -1L, "1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999");
        moment(micro, "", -1_000L, "1969-12-31T23:59:59.999", "1969-12-31T23:59:59.999");
        moment(micro, "", micros("1582-10-04T00:00:00.000001Z"), "1582-10-04T00:00:00.000001", "1582-10-04T00:00:00");
        moment(micro, "", micros("0001-01-01T00:00:00.000001Z"), "0001-01-01T00:00:00.000001", "0001-01-01T00:00:00");
        moment(
                micro,
                "",
                micros("9999-12-31T23:59:59.999999Z"),
                "9999-12-31T23:59:59.999999",
                "9999-12-31T23:59:59.999");
        moment(micro, "", 9_223_371_331_200_000_000L, X, X);
        add(
                micro,
                "",
                int64(micro),
                1_709_164_800_000_000L,
                DATETIME,
                "2024-02-29T00:00:00",
                X,
                X,
                X,
                "2024-02-29",
                "2024-02-29T00:00:00");
        add(
                micro,
                "",
                int64(micro),
                1_709_164_800_000_001L,
                DATETIME,
                "2024-02-29T00:00:00.000001",
                X,
                X,
                X,
                X,
                "2024-02-29T00:00:00");
        String nano = "io.debezium.time.NanoTimestamp";
        moment(
                nano,
                "1709201730123456789 (ns)",
                1_709_201_730_123_456_789L,
                "2024-02-29T10:15:30.123456789",
                "2024-02-29T10:15:30.123");
        moment(nano, "", -1L, "1969-12-31T23:59:59.999999999", "1969-12-31T23:59:59.999");
        moment(nano, "", Long.MAX_VALUE - 1, "2262-04-11T23:47:16.854775806", "2262-04-11T23:47:16.854");
        moment(nano, "", Long.MIN_VALUE + 1, "1677-09-21T00:12:43.145224193", "1677-09-21T00:12:43.145");
    }

    private void texts() {
        String zoned = "io.debezium.time.ZonedTimestamp";
        text(
                zoned,
                DATETIME,
                "2024-02-29T10:15:30.123456+02:00",
                "2024-02-29T10:15:30.123456+02:00",
                X,
                "2024-02-29T08:15:30.123");
        text(zoned, DATETIME, "", "2024-02-29T00:30:00+05:30", X, "2024-02-28T19:00:00");
        text(zoned, DATETIME, "", "2024-02-29T00:00:00Z", "2024-02-29", "2024-02-29T00:00:00");
        text(zoned, DATETIME, "", "infinity", X, X);
        String iso = "io.debezium.time.IsoTimestamp";
        text(iso, DATETIME, "2024-02-29T10:15:30Z", "2024-02-29T10:15:30Z", X, "2024-02-29T10:15:30");
        String time = "io.debezium.time.ZonedTime";
        text(time, STRING, "10:15:30+02:00", "10:15:30+02:00", X, X);
        String isoTime = "io.debezium.time.IsoTime";
        onlyText(isoTime, "10:15:30.5Z", string(isoTime), "10:15:30.5Z", "10:15:30.5");
        String isoDate = "io.debezium.time.IsoDate";
        date(isoDate, "2024-02-29Z", string(isoDate), "2024-02-29Z", "2024-02-29");
        date(isoDate, "", string(isoDate), "2024-02-29+14:00", "2024-02-29");
        errant(isoDate, "", string(isoDate), "2024-02-29T00", DATE);
        errant(isoDate, "", string(isoDate), "2023-02-29Z", DATE);
        String interval = "io.debezium.time.Interval";
        text(interval, STRING, "P1Y2M3DT4H5M6.78S", "P1Y2M3DT4H5M6.78S", X, X);
    }

    private void durations() {
        for (String name : List.of("io.debezium.time.MicroDuration", "io.debezium.time.NanoDuration")) {
            add(
                    name,
                    "-90000000",
                    int64(name),
                    -90_000_000L,
                    LONG,
                    "-90000000",
                    "-90000000",
                    "-90000000.0",
                    "-90000000",
                    X,
                    X);
        }
    }

    private void structured() {
        Schema date = units("StructuredDate", "year", "month", "day", "specialValue");
        date(date.name(), "{year 2024, month 2, day 29}", date, struct(date, 2024, 2, 29), "2024-02-29");
        errant(date.name(), "", date, struct(date, 2023, 2, 29), DATE);
        errant(date.name(), "", date, struct(date, -44, 3, 15), DATE);
        errant(date.name(), "", date, new Struct(date).put("specialValue", "POSITIVE_INFINITY"), DATE);
        Schema time = units("StructuredTime", "hour", "minute", "second", "nanos");
        onlyText(
                time.name(),
                "{hour 10, minute 15, second 30, nanos 500000000}",
                time,
                struct(time, 10, 15, 30, 500_000_000),
                "10:15:30.500");
        Schema local = units(
                "StructuredTimestamp", "year", "month", "day", "hour", "minute", "second", "nanos", "specialValue");
        add(
                local.name(),
                "{year 1969, month 12, day 31, hour 23, minute 59, second 59, nanos 999999999}",
                local,
                struct(local, 1969, 12, 31, 23, 59, 59, 999_999_999),
                DATETIME,
                "1969-12-31T23:59:59.999999999",
                X,
                X,
                X,
                X,
                "1969-12-31T23:59:59.999");
        Schema zoned = units(
                "StructuredZonedTimestamp",
                "year",
                "month",
                "day",
                "hour",
                "minute",
                "second",
                "nanos",
                "offsetSeconds",
                "zoneId",
                "specialValue");
        add(
                zoned.name(),
                "{year 2024, month 2, day 29, hour 1, offsetSeconds 7200}",
                zoned,
                struct(zoned, 2024, 2, 29, 1, 0, 0, 0, 7200),
                DATETIME,
                "2024-02-28T23:00:00",
                X,
                X,
                X,
                X,
                "2024-02-28T23:00:00");
        add(
                zoned.name(),
                "",
                zoned,
                struct(zoned, 2024, 7, 1, 2, 0, 0, 0).put("zoneId", "Europe/Paris"),
                DATETIME,
                "2024-07-01T00:00:00",
                X,
                X,
                X,
                "2024-07-01",
                "2024-07-01T00:00:00");
        Schema zonedTime = units("StructuredZonedTime", "hour", "minute", "second", "nanos", "offsetSeconds");
        onlyText(
                zonedTime.name(),
                "{hour 10, minute 15, offsetSeconds -3600}",
                zonedTime,
                struct(zonedTime, 10, 15, 0, 0, -3600),
                "10:15:00-01:00");
        Schema duration =
                units("StructuredDuration", "years", "months", "days", "hours", "minutes", "seconds", "nanos");
        onlyText(
                duration.name(),
                "{years 1, seconds 6, nanos 780000000}",
                duration,
                struct(duration, 1, 0, 0, 0, 0, 6, 780_000_000),
                "P1Y0M0DT0H0M6.78S");
    }
}
