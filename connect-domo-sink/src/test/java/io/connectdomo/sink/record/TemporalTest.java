package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Hand-written dates against java.time. */
class TemporalTest {
    private static final long FIRST = -62_135_596_800_000L;
    private static final long LAST = 253_402_300_799_999L;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    @Property(tries = 5000)
    void momentsOfAllYears(@ForAll @LongRange(min = FIRST, max = LAST) long millis) {
        LocalDateTime moment = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        String expected = (millis % 1000 == 0 ? SECONDS : MILLIS).format(moment);
        assertThat(NumberTextTest.text(out -> TemporalText.putDateTime(millis, true, out)))
                .isEqualTo(expected);
        assertThat(NumberTextTest.text(out -> TemporalText.putDateTime(millis, false, out)))
                .isEqualTo(SECONDS.format(moment));
    }

    @Example
    void everyDayOfAllYears() throws UnfitException {
        for (long day = FIRST / TemporalText.DAY_MILLIS; day <= LAST / TemporalText.DAY_MILLIS; day += 1) {
            LocalDate date = LocalDate.ofEpochDay(day);
            if (TemporalText.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()) != day) {
                throw new AssertionError("epoch day of " + date);
            }
            if (day % 7 == 0) {
                long millis = day * TemporalText.DAY_MILLIS;
                String text = NumberTextTest.text(out -> TemporalText.putDate(millis, 0, out));
                assertThat(text).isEqualTo(date.toString());
                assertThat(TemporalSyntax.toEpochMillis(text)).isEqualTo(millis);
            }
        }
    }

    @Example
    void yearsOutsideAreRefused() {
        CsvBuffer out = new CsvBuffer();
        for (long millis : new long[] {FIRST - 1, LAST + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> TemporalText.putDateTime(millis, true, out))
                    .isInstanceOf(UnfitException.class)
                    .hasMessageContaining("0001 to 9999");
        }
    }

    @Property
    void timesOfDay(@ForAll @IntRange(min = 0, max = 86_399_999) int millis) {
        LocalTime time = LocalTime.ofNanoOfDay(millis * 1_000_000L);
        String expected = DateTimeFormatter.ofPattern(millis % 1000 == 0 ? "HH:mm:ss" : "HH:mm:ss.SSS")
                .format(time);
        assertThat(NumberTextTest.text(out -> TemporalText.putTime(millis * 1_000_000L, out)))
                .isEqualTo(expected);
    }

    @Property(tries = 2000)
    void isoTextIsRead(
            @ForAll @LongRange(min = FIRST / 1000 + 70_000, max = LAST / 1000 - 70_000) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nano,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes)
            throws UnfitException {
        OffsetDateTime moment =
                Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        long millis = moment.toInstant().toEpochMilli();
        assertThat(TemporalSyntax.toEpochMillis(moment.toString())).isEqualTo(millis);
        assertThat(TemporalSyntax.toEpochMillis(moment.toString().replace('T', ' ')))
                .isEqualTo(millis);
        LocalDateTime utc = LocalDateTime.ofInstant(moment.toInstant(), ZoneOffset.UTC);
        assertThat(TemporalSyntax.toEpochMillis(utc.toString())).isEqualTo(millis);
    }

    @Example
    void formsOfIsoText() throws UnfitException {
        long expected = Instant.parse("2024-02-29T08:15:00Z").toEpochMilli();
        for (String text : List.of(
                "2024-02-29T08:15",
                "2024-02-29 08:15:00",
                "2024-02-29t08:15:00z",
                "2024-02-29T10:15+02:00",
                "2024-02-29T10:15:00+0200",
                "2024-02-29T10:15:00.000999+02",
                "2024-02-29T03:15:00,0-05:00")) {
            assertThat(TemporalSyntax.toEpochMillis(text)).as(text).isEqualTo(expected);
        }
    }

    @Example
    void otherTextIsRefused() {
        for (String text : List.of(
                "",
                "2024",
                "2024-2-9",
                "20240229",
                "2023-02-29",
                "1900-02-29",
                "2024-13-01",
                "2024-00-01",
                "2024-01-00",
                "2024-04-31",
                "2024-02-29T",
                "2024-02-29T24:00:00",
                "2024-02-29T10:60",
                "2024-02-29T10:15:60",
                "2024-02-29T10:15:00.",
                "2024-02-29T10:15:00+19:00",
                "2024-02-29T10:15:00+02:0",
                "2024-02-29T10:15:00Z ",
                " 2024-02-29",
                "2024-02-29x",
                "2024-02-29T10:15:00[Europe/Paris]",
                "２０２４-02-29")) {
            assertThatThrownBy(() -> TemporalSyntax.toEpochMillis(text))
                    .as(text)
                    .isInstanceOf(UnfitException.class)
                    .hasMessageContaining("ISO 8601");
        }
    }
}
