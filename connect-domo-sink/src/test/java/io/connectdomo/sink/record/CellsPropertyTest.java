package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.sink.record.CellOracle.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Random values of every date and time type and of numbers, into every column type, with every action, in keys and outside. */
class CellsPropertyTest {
    private static final List<Integer> UNITS = List.of(1_000_000, 1_000, 1);
    private static final Schema STRUCTURED = SampleTable.units(
            "StructuredTimestamp", "year", "month", "day", "hour", "minute", "second", "nanos", "specialValue");

    /** A value, and what it means. */
    private record Drawn(Schema schema, Object value, Kind kind, BigInteger nanos, boolean infinite) {}

    @Property(tries = 3000)
    void datesAndTimesAreWhatTheOracleSays(@ForAll long seed) {
        Random random = new Random(seed);
        Drawn drawn = drawn(random);
        for (UnrepresentableValueAction action : UnrepresentableValueAction.values()) {
            boolean millis = random.nextBoolean();
            boolean inKey = random.nextInt(3) == 0;
            CellOracle oracle = new CellOracle(action, millis, inKey);
            for (ColumnType column : ColumnType.values()) {
                if (column == ColumnType.STRING && drawn.schema() == Schema.STRING_SCHEMA) {
                    continue; // text is text
                }
                assertThat(cell(drawn.schema(), drawn.value(), column, action, millis, inKey))
                        .as(
                                "%s of %s, %s, millis %s, in a key %s, %s",
                                drawn.value(), drawn.schema(), column, millis, inKey, action)
                        .isEqualTo(oracle.temporal(drawn.kind(), drawn.nanos(), drawn.infinite(), column));
            }
        }
    }

    @Property(tries = 1500)
    void numbersAreWhatTheOracleSays(@ForAll long seed) {
        Random random = new Random(seed);
        UnrepresentableValueAction action =
                List.of(UnrepresentableValueAction.values()).get(random.nextInt(3));
        boolean inKey = random.nextInt(3) == 0;
        CellOracle oracle = new CellOracle(action, true, inKey);
        int scale = random.nextInt(25) - 3;
        BigDecimal decimal = new BigDecimal(new BigInteger(1 + random.nextInt(90), random), scale);
        double special = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                .get(random.nextInt(3));
        for (ColumnType column : ColumnType.values()) {
            if (column != ColumnType.DOUBLE) {
                assertThat(cell(Decimal.schema(scale), decimal, column, action, true, inKey))
                        .as("%s, %s, %s, in a key %s", decimal, column, action, inKey)
                        .isEqualTo(oracle.number(decimal, decimal.toPlainString(), column));
                assertThat(cell(Schema.FLOAT64_SCHEMA, special, column, action, true, inKey))
                        .as("%s, %s, %s, in a key %s", special, column, action, inKey)
                        .isEqualTo(oracle.number(null, "", column));
            }
        }
    }

    /** Two decimals that make one DOUBLE are never two keys of one text. */
    @Property(tries = 1500)
    void decimalsInADoubleKeyKeepTheirDigits(@ForAll long seed) {
        Random random = new Random(seed);
        int scale = random.nextInt(20);
        BigDecimal decimal = new BigDecimal(new BigInteger(1 + random.nextInt(70), random), scale);
        String cell =
                cell(Decimal.schema(scale), decimal, ColumnType.DOUBLE, UnrepresentableValueAction.CLAMP, true, true);
        if (!cell.equals(TypeSample.ERRANT)) {
            assertThat(new BigDecimal(cell)).isEqualByComparingTo(decimal);
        } else {
            assertThat(decimal.precision()).as("digits of %s", decimal).isGreaterThan(15);
        }
    }

    // ---- values

    private static Drawn drawn(Random random) {
        int unit = random.nextInt(3);
        String[] moments = {"Timestamp", "MicroTimestamp", "NanoTimestamp"};
        String[] times = {"Time", "MicroTime", "NanoTime"};
        return switch (random.nextInt(8)) {
            case 0 -> days(random);
            case 1 -> connectTimestamp(random);
            case 2 -> whole(random, times[unit], UNITS.get(unit), Kind.TIME, unit == 0);
            case 3 -> isoDate(random);
            case 4 -> text(random);
            case 5 -> structured(random);
            default -> whole(random, moments[unit], UNITS.get(unit), Kind.MOMENT, false);
        };
    }

    /** Mostly near what the columns can hold, sometimes at the ends of all numbers. */
    private static long number(Random random, long range) {
        return switch (random.nextInt(8)) {
            case 0 -> Long.MAX_VALUE - random.nextInt(2);
            case 1 -> Long.MIN_VALUE + random.nextInt(2);
            case 2 -> random.nextLong();
            default ->
                (long) ((random.nextDouble() - 0.5) * 2.2 * range)
                        / (random.nextBoolean() ? 1 : 1000)
                        * (random.nextBoolean() ? 1 : 1000);
        };
    }

    private static Drawn whole(Random random, String name, int nanosOfUnit, Kind kind, boolean isInt) {
        long range = kind == Kind.TIME
                ? 839L * 3600 * (1_000_000_000 / nanosOfUnit)
                : (long) Math.min(Long.MAX_VALUE / 2.5, 8000.0 * 365.25 * 86_400 * (1e9 / nanosOfUnit));
        long number = number(random, range);
        if (isInt) {
            number = Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }
        boolean infinite = isInt
                ? number == Integer.MAX_VALUE || number == Integer.MIN_VALUE
                : number == Long.MAX_VALUE || number == Long.MIN_VALUE;
        String schema = "io.debezium.time." + name;
        return new Drawn(
                isInt ? SampleTable.int32(schema) : SampleTable.int64(schema),
                isInt ? (Object) (int) number : (Object) number,
                kind,
                BigInteger.valueOf(number).multiply(BigInteger.valueOf(nanosOfUnit)),
                infinite);
    }

    private static Drawn days(Random random) {
        int day = random.nextInt(5) == 0
                ? List.of(Integer.MIN_VALUE, Integer.MAX_VALUE).get(random.nextInt(2))
                : (int) (random.nextDouble() * 2 * 4_000_000) - 2_000_000;
        return new Drawn(SampleTable.int32("io.debezium.time.Date"), day, Kind.DAY, CellOracle.ofDays(day), false);
    }

    private static Drawn connectTimestamp(Random random) {
        long millis = number(random, 8_000L * 365 * 86_400_000);
        return new Drawn(
                org.apache.kafka.connect.data.Timestamp.SCHEMA,
                java.util.Date.from(java.time.Instant.ofEpochMilli(millis)),
                Kind.MOMENT,
                BigInteger.valueOf(millis).multiply(BigInteger.valueOf(1_000_000)),
                false);
    }

    private static LocalDateTime moment(Random random) {
        int year = random.nextInt(4) == 0 ? random.nextInt(40_000) - 20_000 : 1 + random.nextInt(9999);
        return LocalDateTime.of(LocalDate.ofYearDay(year, 1 + random.nextInt(365)), java.time.LocalTime.MIDNIGHT)
                .plusSeconds(random.nextInt(2) * (long) random.nextInt(86_400))
                .plusNanos(random.nextInt(2) * (long) random.nextInt(1000) * (long) Math.pow(1000, random.nextInt(3)));
    }

    private static Drawn isoDate(Random random) {
        LocalDate date = moment(random).toLocalDate();
        return new Drawn(
                SampleTable.string("io.debezium.time.IsoDate"),
                date + "Z",
                Kind.DAY,
                CellOracle.ofDays(date.toEpochDay()),
                false);
    }

    /** For columns of dates only: text is text in all others. */
    private static Drawn text(Random random) {
        OffsetDateTime moment =
                moment(random).atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(36 * 60) - 18 * 60)));
        LocalDateTime utc = LocalDateTime.ofInstant(moment.toInstant(), ZoneOffset.UTC);
        return new Drawn(Schema.STRING_SCHEMA, moment.toString(), Kind.MOMENT, CellOracle.nanos(utc), false);
    }

    private static Drawn structured(Random random) {
        if (random.nextInt(8) == 0) {
            boolean late = random.nextBoolean();
            Struct special =
                    new Struct(STRUCTURED).put("specialValue", late ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY");
            return new Drawn(STRUCTURED, special, Kind.MOMENT, BigInteger.valueOf(late ? 1 : -1), true);
        }
        LocalDateTime at = moment(random);
        Struct struct = SampleTable.struct(
                STRUCTURED,
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond(),
                at.getNano());
        return new Drawn(STRUCTURED, struct, Kind.MOMENT, CellOracle.nanos(at), false);
    }

    // ---- cells

    private static String cell(
            Schema schema,
            Object value,
            ColumnType column,
            UnrepresentableValueAction action,
            boolean millis,
            boolean inKey) {
        RecordOptions options = RecordOptions.defaults(inKey ? WriteMode.UPSERT : WriteMode.APPEND)
                .withDatetimeMillis(millis)
                .withUnrepresentableValueAction(action);
        Rows rows = inKey
                ? Rows.of(options.withKey(KeySource.RECORD_VALUE, "v"), "v " + column, "w STRING")
                : Rows.of(options, "v " + column, "w STRING");
        Struct row = new Struct(SchemaBuilder.struct().field("v", schema).build()).put("v", value);
        try {
            rows.encode(null, row);
            return rows.rowLine().substring(0, rows.rowLine().length() - 1);
        } catch (BadRecordException e) {
            return TypeSample.ERRANT;
        }
    }
}
