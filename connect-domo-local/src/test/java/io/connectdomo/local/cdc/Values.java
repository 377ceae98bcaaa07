package io.connectdomo.local.cdc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** Values as PostgreSQL reads them, the awkward ones more often than chance would have them. */
final class Values {
    private static final String[] NASTY = {
        "",
        " ",
        "a,b",
        "say \"hi\"",
        "line\nbreak",
        "cr\r\nlf",
        "tab\there",
        "'quoted'",
        "back\\slash",
        "\\N",
        "NULL",
        "null",
        "Zoë 🚀",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
        "مرحبا",
        "e\u0301",
        "\u2028",
        "\uFEFFbom",
        "=1+1",
        "1e5",
        "  padded  ",
        "\"",
        "\"\"",
        ",",
        "\n"
    };
    /** The last is not the last of its year: rounded or with another zone, that would be beyond Domo's. */
    private static final LocalDate[] DAYS = {
        LocalDate.of(1600, 2, 29), LocalDate.of(1969, 12, 31), LocalDate.EPOCH, LocalDate.of(9999, 12, 30)
    };

    private static final LocalTime[] TIMES = {
        LocalTime.MIDNIGHT,
        LocalTime.of(23, 59, 59, 999_999_000),
        LocalTime.of(0, 0, 0, 1_000),
        LocalTime.of(12, 30),
        LocalTime.of(1, 2, 3, 400_000_000)
    };
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private Values() {}

    /** Edges first, then anything between them. */
    static Function<Random, String> integer(long min, long max) {
        String[] edges = {Long.toString(min), Long.toString(max), "0", "-1", "1"};
        return mostly(
                random -> Long.toString(min + Math.floorMod(random.nextLong() & Long.MAX_VALUE, max / 2 - min / 2)),
                edges);
    }

    static Function<Random, String> decimal(int precision, int scale) {
        String nines = "9".repeat(precision);
        String largest = new BigDecimal(new BigInteger(nines), scale).toPlainString();
        return mostly(
                random -> new BigDecimal(new BigInteger(1 + random.nextInt(precision * 3), random), scale)
                        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))
                        .remainder(BigDecimal.TEN.pow(precision - scale))
                        .toPlainString(),
                largest,
                "-" + largest,
                "0",
                "1",
                "1.50",
                "-0.1");
    }

    static Function<Random, String> real() {
        return mostly(
                random -> Float.toString((random.nextFloat() - 0.5f) * 1e6f),
                "3.4028235e38",
                "-3.4028235e38",
                "1.1754944e-38",
                "0.1",
                "16777216",
                "-0.0");
    }

    static Function<Random, String> doublePrecision() {
        return mostly(
                random -> Double.toString(random.nextGaussian() * 1e9),
                "1.7976931348623157e308",
                "2.2250738585072014e-308",
                "0.1",
                "9007199254740993",
                "-0.0");
    }

    static Function<Random, String> flag() {
        return random -> Boolean.toString(random.nextBoolean());
    }

    /** At most so many characters. */
    static Function<Random, String> text(int length) {
        return random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                text.append(random.nextInt(3) == 0 ? NASTY[random.nextInt(NASTY.length)] : word(random));
            }
            return text.length() <= length ? text.toString() : word(random);
        };
    }

    /** A few awkward texts, the same ones again and again. */
    static Function<Random, String> name() {
        return random -> NASTY[random.nextInt(NASTY.length)];
    }

    static String word(Random random) {
        return Integer.toString(random.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
    }

    /** Too large for a row of PostgreSQL's, and not to be compressed: kept outside of the table. */
    static Function<Random, String> longText() {
        return random -> {
            StringBuilder text = new StringBuilder();
            while (text.length() < 3_000 + random.nextInt(1_000)) {
                text.append(word(random)).append(random.nextInt(40) == 0 ? "\n\"," : " ");
            }
            return text.toString();
        };
    }

    static Function<Random, String> oneOf(String... values) {
        return random -> values[random.nextInt(values.length)];
    }

    static Function<Random, String> json() {
        return random -> "{\"n\": " + random.nextInt(1000) + ", \"text\": \"" + word(random)
                + " \\\"quoted\\\" \\n ü\",  \"list\": [1, null, {\"a\": true}]}";
    }

    static Function<Random, String> xml() {
        return random -> "<order id=\"" + random.nextInt(1000) + "\"><note>a &lt; b, \"c\"</note></order>";
    }

    static Function<Random, String> uuid() {
        return random -> new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static Function<Random, String> bytes(int length) {
        return random -> {
            byte[] bytes = new byte[random.nextInt(length + 1)];
            random.nextBytes(bytes);
            return "\\x" + HexFormat.of().formatHex(bytes);
        };
    }

    static Function<Random, String> bits(int length) {
        return random -> {
            StringBuilder bits = new StringBuilder();
            for (int i = 0; i < length; i++) {
                bits.append(random.nextInt(2));
            }
            return bits.toString();
        };
    }

    static Function<Random, String> date() {
        return random -> day(random).toString();
    }

    static Function<Random, String> time() {
        return random -> timeOfDay(random).toString();
    }

    static Function<Random, String> timestamp() {
        return random -> LocalDateTime.of(day(random), timeOfDay(random)).format(TIMESTAMP);
    }

    static Function<Random, String> zonedTimestamp() {
        return random -> LocalDateTime.of(day(random), timeOfDay(random)).format(TIMESTAMP)
                + ZoneOffset.ofHours(random.nextInt(25) - 12).getId().replace("Z", "+00:00");
    }

    /** Without months, which have no length; PostgreSQL's driver computes seconds in floating point. */
    static Function<Random, String> interval() {
        return random -> (random.nextInt(100) - 50) + " days " + random.nextInt(24) + " hours " + random.nextInt(10_000)
                + ".5 seconds";
    }

    static Function<Random, String> point() {
        return random -> "(" + (random.nextInt(1000) + 0.5) + "," + (-random.nextInt(1000) - 0.25) + ")";
    }

    private static LocalDate day(Random random) {
        return random.nextInt(6) == 0
                ? DAYS[random.nextInt(DAYS.length)]
                : LocalDate.ofEpochDay(random.nextInt(60_000) - 30_000);
    }

    private static LocalTime timeOfDay(Random random) {
        return random.nextInt(3) == 0
                ? TIMES[random.nextInt(TIMES.length)]
                : LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1_000);
    }

    private static Function<Random, String> mostly(Function<Random, String> usual, String... edges) {
        return random -> random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : usual.apply(random);
    }
}
