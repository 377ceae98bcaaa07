package io.connectdomo.sink.record;

/**
 * On which side of all that a column can hold a proper value lies, and so what {@code unrepresentable.value.action=clamp} has in
 * its place.
 */
enum Beyond {
    EARLIEST_DATE,
    LATEST_DATE,
    EARLIEST_MOMENT,
    LATEST_MOMENT,
    /** Of times of day and differences between them. */
    LEAST_TIME,
    GREATEST_TIME,
    /** NaN, infinite and too large numbers: nothing stands for one, for any other number would be invented. */
    NUMBER;

    static final String NO_DATE = "the date is infinite, or outside the years 0001 to 9999";
    static final String NO_TIME = "the time is infinite, or outside -838:59:59 to 838:59:59";

    static Beyond date(boolean late) {
        return late ? LATEST_DATE : EARLIEST_DATE;
    }

    static Beyond moment(boolean late) {
        return late ? LATEST_MOMENT : EARLIEST_MOMENT;
    }

    static Beyond time(boolean greatest) {
        return greatest ? GREATEST_TIME : LEAST_TIME;
    }

    boolean isLate() {
        return this == LATEST_DATE || this == LATEST_MOMENT || this == GREATEST_TIME;
    }

    /** Whether it is a time without a date, which only text can hold. */
    boolean isTime() {
        return this == LEAST_TIME || this == GREATEST_TIME;
    }

    UnfitException unfit() {
        return UnfitException.beyond(this, isTime() ? NO_TIME : NO_DATE);
    }
}
