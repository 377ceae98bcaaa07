package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/** What a cell must be, by java.time and BigDecimal alone: a text, NULL (empty), or {@link TypeSample#ERRANT}. */
final class CellOracle {
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger DAY = SECOND.multiply(BigInteger.valueOf(86_400));
    private static final BigInteger FIRST = nanos(LocalDateTime.of(1, 1, 1, 0, 0));
    private static final BigInteger END =
            nanos(LocalDateTime.of(9999, 12, 31, 0, 0)).add(DAY);
    private static final BigInteger GREATEST_TIME = SECOND.multiply(BigInteger.valueOf(839 * 3600));

    /** What a value means. */
    enum Kind {
        DAY,
        MOMENT,
        TIME,
        NUMBER
    }

    private final UnrepresentableValueAction action;
    private final boolean millis;
    private final boolean inKey;

    CellOracle(UnrepresentableValueAction action, boolean millis, boolean inKey) {
        this.action = action;
        this.millis = millis;
        this.inKey = inKey;
    }

    static BigInteger nanos(LocalDateTime moment) {
        return BigInteger.valueOf(moment.toEpochSecond(ZoneOffset.UTC))
                .multiply(SECOND)
                .add(BigInteger.valueOf(moment.get(ChronoField.NANO_OF_SECOND)));
    }

    static BigInteger ofDays(long days) {
        return BigInteger.valueOf(days).multiply(DAY);
    }

    /**
     * @param nanos since 1970, or the length of a time
     * @param infinite whether it is none of both, but an infinity of their sign
     */
    String temporal(Kind kind, BigInteger nanos, boolean infinite, ColumnType column) {
        boolean holds = column == ColumnType.STRING
                || (kind != Kind.TIME && (column == ColumnType.DATE || column == ColumnType.DATETIME));
        if (!holds) {
            return TypeSample.ERRANT;
        }
        boolean positive = nanos.signum() > 0;
        if (kind == Kind.TIME) {
            return infinite || nanos.abs().compareTo(GREATEST_TIME) >= 0
                    ? beyond(positive ? "838:59:59" : "-838:59:59")
                    : time(nanos);
        }
        if (infinite || nanos.compareTo(FIRST) < 0 || nanos.compareTo(END) >= 0) {
            String fraction = column == ColumnType.DATETIME && !millis ? "" : ".999";
            boolean isDate = column == ColumnType.DATE || (kind == Kind.DAY && column == ColumnType.STRING);
            return beyond(
                    isDate
                            ? (positive ? "9999-12-31" : "0001-01-01")
                            : positive ? "9999-12-31T23:59:59" + fraction : "0001-01-01T00:00:00");
        }
        LocalDateTime moment = moment(nanos);
        return switch (column) {
            case DATE -> date(moment);
            case DATETIME -> dateTime(moment);
            default -> kind == Kind.DAY ? date(moment) : text(moment);
        };
    }

    private static LocalDateTime moment(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(SECOND);
        return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
                .plusSeconds(parts[0].longValueExact())
                .plusNanos(parts[1].longValueExact());
    }

    private static String date(LocalDateTime moment) {
        LocalDate date = moment.toLocalDate();
        return moment.equals(date.atStartOfDay()) ? date.toString() : TypeSample.ERRANT;
    }

    private String dateTime(LocalDateTime moment) {
        int kept = moment.get(ChronoField.NANO_OF_SECOND) / 1_000_000 * (millis ? 1 : 0);
        if (inKey && moment.get(ChronoField.NANO_OF_SECOND) != kept * 1_000_000) {
            return TypeSample.ERRANT;
        }
        return seconds(moment) + (kept == 0 ? "" : String.format(".%03d", kept));
    }

    private static String text(LocalDateTime moment) {
        return seconds(moment) + fraction(moment.get(ChronoField.NANO_OF_SECOND));
    }

    private static String seconds(LocalDateTime moment) {
        return moment.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
    }

    private static String fraction(int nanos) {
        String nine = String.format(".%09d", nanos);
        return nanos == 0
                ? ""
                : nine.endsWith("000000") ? nine.substring(0, 4) : nine.endsWith("000") ? nine.substring(0, 7) : nine;
    }

    private static String time(BigInteger nanos) {
        BigInteger[] parts = nanos.abs().divideAndRemainder(SECOND);
        int seconds = parts[0].intValueExact();
        return String.format(
                        "%s%02d:%02d:%02d",
                        nanos.signum() < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60)
                + fraction(parts[1].intValueExact());
    }

    /** @param number null for one that is none, or infinite */
    String number(BigDecimal number, String text, ColumnType column) {
        if (column == ColumnType.DATE || column == ColumnType.DATETIME) {
            return TypeSample.ERRANT;
        }
        if (number == null) {
            return beyond("");
        }
        return switch (column) {
            case STRING -> text;
            case DECIMAL ->
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case LONG -> whole(number);
            default -> throw new IllegalArgumentException("No oracle for " + column);
        };
    }

    private String whole(BigDecimal number) {
        if (number.abs().compareTo(new BigDecimal("1E30")) < 0
                && number.toBigInteger().bitLength() < 64) {
            boolean isWhole = number.compareTo(new BigDecimal(number.toBigInteger())) == 0;
            return isWhole ? number.toBigInteger().toString() : TypeSample.ERRANT;
        }
        return beyond("");
    }

    private String beyond(String clamped) {
        if (inKey) {
            return TypeSample.ERRANT;
        }
        return switch (action) {
            case FAIL -> TypeSample.ERRANT;
            case NULL -> "";
            case CLAMP -> clamped;
        };
    }
}
